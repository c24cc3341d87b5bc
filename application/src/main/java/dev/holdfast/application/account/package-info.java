/**
 * Signing up.
 *
 * <p>The HTTP adapter calls it.
 *
 * <p>It must not know how anything is stored or answered.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.application.account;
