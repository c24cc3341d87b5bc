/**
 * Why a cookie, a token or a request was refused, found by walking the steps that the server walks.
 *
 * <p>The command {@code explain} asks it.
 *
 * <p>It must not change anything, nor print a secret or a token.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.bootstrap.explain;
