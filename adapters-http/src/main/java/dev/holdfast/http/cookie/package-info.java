/**
 * Cookies as the reference writes and reads them, and the credentials of a request.
 *
 * <p>Session handlers and the guard call it.
 *
 * <p>It must not know what a session is worth: it knows signatures, not stores.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.http.cookie;
