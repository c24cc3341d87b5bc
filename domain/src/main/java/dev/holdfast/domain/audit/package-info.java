/**
 * What is kept of what happened: who did what, when, from where, and whether that was changed
 * since.
 *
 * <p>Stores write it with their effects; the audit's use cases read, seal and check it.
 *
 * <p>It must not know tokens, passwords or whole e-mail addresses.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.domain.audit;
