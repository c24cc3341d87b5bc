/**
 * How commands that look at something step by step say what they found: a verdict each, and how to
 * mend what is wrong.
 *
 * <p>{@code explain} and {@code doctor} fill it.
 *
 * <p>It must not know what was looked at.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.bootstrap.report;
