/**
 * Who this instance is, as values that two instances can compare, and how it registers.
 *
 * <p>The start, {@code check}, {@code fingerprint} and {@code doctor} ask it.
 *
 * <p>It must not know how a value is served, nor print a secret.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.bootstrap.identity;
