/**
 * Tests of what is given out: the JAR's contents, its bill of materials, the policy beside it.
 * Nobody calls them; they read the built files. They must not know how the product works.
 */
@NullMarked
package dev.holdfast.bootstrap.supply;

import org.jspecify.annotations.NullMarked;
