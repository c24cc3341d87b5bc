/**
 * Where the measures of this process are fetched.
 *
 * <p>A monitoring system calls it, on a port of its own or with a token.
 *
 * <p>It must not know how measures are made, nor answer anybody else (checklist 16.8).
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.http.metrics;
