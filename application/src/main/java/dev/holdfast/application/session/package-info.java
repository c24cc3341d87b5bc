/**
 * Signing in and out, checking, listing and revoking sessions.
 *
 * <p>The HTTP adapter calls it.
 *
 * <p>It must not know how anything is stored or answered.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.application.session;
