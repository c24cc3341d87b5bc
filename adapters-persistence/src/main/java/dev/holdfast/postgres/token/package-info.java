/**
 * The token feature's tables: one store, its statements at the top, one statement a method.
 *
 * <p>Use cases call it through its port; the program's start makes it.
 *
 * <p>It must not know how connections are made or failures classified.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.postgres.token;
