/**
 * The running instances in a table of ours.
 *
 * <p>The program's start hands the store to the core.
 *
 * <p>It must not know what makes two instances disagree.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.postgres.instance;
