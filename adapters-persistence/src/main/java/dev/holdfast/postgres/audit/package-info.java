/**
 * The audit's tables: a store of its own, and the part that other stores put into their statements.
 *
 * <p>The other stores and the audit's use cases call it; the program's start makes it.
 *
 * <p>It must not know how connections are made or failures classified.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.postgres.audit;
