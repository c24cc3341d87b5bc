/**
 * Use cases: one class for each thing that the product does, with the answers inside.
 *
 * <p>The adapters call them, and bootstrap builds them.
 *
 * <p>They know the domain and its ports, and nothing of HTTP, SQL or the machine.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.application;
