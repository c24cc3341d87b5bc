/**
 * The wiring: which adapter stands behind which port. Read together, the modules are the diagram.
 *
 * <p>The commands call it, with a configuration that is valid.
 *
 * <p>It must not decide anything: what can be decided was decided by the configuration.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.bootstrap.wiring;
