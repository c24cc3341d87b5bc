/**
 * What every feature needs of its surroundings: chance, events, counters, and the word for "not
 * now".
 *
 * <p>All features may call it.
 *
 * <p>It must not know any of them.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.domain.platform;
