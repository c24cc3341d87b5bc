/**
 * Keeping, checking and reading the audit.
 *
 * <p>Use cases hand refusals over; commands read and check.
 *
 * <p>It must not know how rows are stored or shown.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.application.audit;
