/**
 * PostgreSQL as the store: settings, connections, statements, failures, migrations.
 *
 * <p>The stores of the feature packages and the program's start call it.
 *
 * <p>It must not know what a statement is for, nor anything of HTTP.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.postgres;
