/**
 * The users of a fault run: what they ask, what they were promised, and whether it was kept. The
 * rows of the suite call it. It must not know which fault is being made, or how.
 */
@NullMarked
package dev.holdfast.bootstrap.faults.load;

import org.jspecify.annotations.NullMarked;
