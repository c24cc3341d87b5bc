/**
 * What this server asks of another one by HTTP: the key set of an issuer.
 *
 * <p>Only the wiring constructs what lives here; everybody else sees the domain's ports.
 *
 * <p>It must not know routes, or what a key is good for.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.http.issuer;
