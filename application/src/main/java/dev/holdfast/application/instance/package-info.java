/**
 * What running instances do for each other: leave word of who they are, and compare.
 *
 * <p>The start, the heartbeat and the commands call it.
 *
 * <p>It must not know how often, nor from which thread.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.application.instance;
