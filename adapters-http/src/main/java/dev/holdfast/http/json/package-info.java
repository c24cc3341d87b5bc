/**
 * JSON in and out, and what a body must look like.
 *
 * <p>The HTTP adapter calls it; nothing else knows the JSON library.
 *
 * <p>It must not know HTTP.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.http.json;
