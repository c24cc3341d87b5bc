package dev.holdfast.domain.audit;

import dev.holdfast.domain.platform.Events;

/** What happens to the audit itself. */
public sealed interface AuditEvent extends Events.Event {
  /** The digest, kept elsewhere by the log, shows later whether the chain was made anew. */
  record Sealed(long batch, int rows, String digest) implements AuditEvent {}

  record Forgotten(int rows) implements AuditEvent {}

  /** Could not be sealed or forgotten now; tried again when something is written. */
  record UpkeepFailed(String why) implements AuditEvent {}

  /** Rows wait in memory because they could not be written. */
  record RowsWait(int rows, String why) implements AuditEvent {}

  /** Too many wait: this many were not taken since the last time this was said. */
  record RowsDropped(long rows) implements AuditEvent {}
}
