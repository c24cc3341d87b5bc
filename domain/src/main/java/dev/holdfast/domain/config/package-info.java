/**
 * What the core needs to know of its deployment, as values, and the port that tells it.
 *
 * <p>Use cases read it; the program's start provides it.
 *
 * <p>It must not know where a value was read.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.domain.config;
