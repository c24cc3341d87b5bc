/**
 * What this process measures, under which names, and its text for a monitoring system.
 *
 * <p>The wiring makes it where the deployment asks for metrics; nothing of it is loaded otherwise.
 *
 * <p>It must not decide anything: whoever measures changes no answer.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.bootstrap.metrics;
