/**
 * Signatures, sealed columns, keys and password hashes, in forms that the reference reads too.
 *
 * <p>Only the wiring may construct what lives here; everybody else sees the domain's ports.
 *
 * <p>It must not know of HTTP, SQL or settings.
 */
@NullMarked
package dev.holdfast.crypto;

import org.jspecify.annotations.NullMarked;
