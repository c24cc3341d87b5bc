/**
 * What {@code check} says of a configuration that is valid: what follows from it, and what will
 * surprise.
 *
 * <p>The command line asks it, before anything is opened.
 *
 * <p>It must not open a connection, nor know a value of a secret.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.bootstrap.check;
