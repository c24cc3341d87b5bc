/**
 * Access tokens and the JWKS over HTTP.
 *
 * <p>The table of routes calls it.
 *
 * <p>It must not know how anything is decided or stored: it turns JSON into values and results into
 * answers.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.http.token;
