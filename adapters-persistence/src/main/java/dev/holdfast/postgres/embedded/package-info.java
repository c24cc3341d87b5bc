/**
 * PostgreSQL inside the program: unpacks the bundled binaries and runs them on a data folder.
 *
 * <p>For the start of the program and for tests. Knows nothing of tables, pools or use cases.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.postgres.embedded;
