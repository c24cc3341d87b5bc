/**
 * Issuing and verifying access tokens, and keeping the keys for both.
 *
 * <p>The HTTP adapter and the operator's commands call it.
 *
 * <p>It must not know how anything is stored or answered.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.application.token;
