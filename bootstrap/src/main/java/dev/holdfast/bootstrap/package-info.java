/**
 * The program: its start, its wiring, and what only the whole can know.
 *
 * <p>Nobody calls it but the launcher.
 *
 * <p>It is the only place that knows every module; no other module may know it, or Dagger.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.bootstrap;
