/**
 * The HTTP adapter: one strict server, one table of routes, one catalogue of errors.
 *
 * <p>The program's start builds it; its feature packages hold the handlers.
 *
 * <p>It must not know databases, key material or how anything is wired.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.http;
