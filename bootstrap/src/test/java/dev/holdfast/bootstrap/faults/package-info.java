/**
 * The fault suite: one class for each kind of fault, one test for each row of the table in
 * docs/reliability.md. Run by {@code mvn verify -Pfaults}; nobody calls it. It sees the product
 * from outside alone: the packaged JAR, HTTP, SQL; it must not know a class of its main code.
 */
@NullMarked
package dev.holdfast.bootstrap.faults;

import org.jspecify.annotations.NullMarked;
