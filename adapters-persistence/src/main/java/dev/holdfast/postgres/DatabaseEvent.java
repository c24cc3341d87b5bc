package dev.holdfast.postgres;

import dev.holdfast.domain.platform.Events;
import java.time.Duration;

/** What happens between this process and its database. */
public sealed interface DatabaseEvent extends Events.Event {
  /** From now on requests are answered 503 without asking; told once. */
  record Lost(String why) implements DatabaseEvent {}

  /**
   * It answers again.
   *
   * @param refused how many requests were turned away meanwhile
   */
  record Back(Duration after, long refused) implements DatabaseEvent {}

  /** The platform had this process frozen; connections from before are replaced. */
  record Thawed(Duration frozen) implements DatabaseEvent {}

  /** The database's clock is this far ahead of ours, and is followed from now on. */
  record ClockDiffers(Duration ahead) implements DatabaseEvent {}

  /** A row says nothing where it must say something; it concerns nobody but its owner. */
  record RowCorrupt(String statement, String column) implements DatabaseEvent {}

  /** All idle connections were closed because the deployment asked for it. */
  record Released(int connections) implements DatabaseEvent {}
}
