/**
 * Proves a running deployment from outside, as a browser and an API meet it.
 *
 * <p>The command {@code doctor} runs it.
 *
 * <p>It must not know any setting of the server but what the server tells who brings the token.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.bootstrap.doctor;
