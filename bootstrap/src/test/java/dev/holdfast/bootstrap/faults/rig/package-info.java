/**
 * The real processes of a fault run, and the ways to hurt them: server, database, pooler, proxy.
 * The rows of the suite and the recipes' tests call it. It must not know what is asked of the
 * server, or what counts as good.
 */
@NullMarked
package dev.holdfast.bootstrap.faults.rig;

import org.jspecify.annotations.NullMarked;
