/**
 * The settings table, and how the process environment and {@code .env} become one checked value.
 *
 * <p>The program's start reads it once; everything else gets typed values.
 *
 * <p>It must not know what is done with the values, nor open a port or a connection.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.bootstrap.settings;
