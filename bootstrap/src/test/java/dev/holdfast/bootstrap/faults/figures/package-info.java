/**
 * What a fault run measured, beside its target: written for machines, and as the table of
 * docs/reliability.md. The rows of the suite call it. It must not know how anything was measured.
 */
@NullMarked
package dev.holdfast.bootstrap.faults.figures;

import org.jspecify.annotations.NullMarked;
