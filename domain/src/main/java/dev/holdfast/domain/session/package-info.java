/**
 * One signed-in device: when it counts, when it is renewed, when it is over.
 *
 * <p>Use cases and adapters decide by it.
 *
 * <p>It must not know cookies or tables.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.domain.session;
