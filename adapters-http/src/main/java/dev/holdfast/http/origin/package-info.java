/**
 * Which origins and return addresses are trusted: a matcher over parsed addresses.
 *
 * <p>The HTTP adapter's origin rules call it.
 *
 * <p>It must not know requests.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.http.origin;
