package dev.holdfast.bootstrap.report;

import java.util.Locale;

/** What became of one step. */
public enum Verdict {
  OK,
  /** Works, and will surprise. */
  WARNING,
  FAILED,
  /** Not looked at; why is said. */
  SKIPPED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
