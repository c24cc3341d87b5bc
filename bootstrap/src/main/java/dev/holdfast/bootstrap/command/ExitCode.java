package dev.holdfast.bootstrap.command;

/** How the process ends, in the numbers of BSD's sysexits where they have one. */
public final class ExitCode {
  public static final int DONE = 0;

  /** Something failed that no setting explains; the port is taken, for one. */
  public static final int FAILED = 1;

  /** The command line is wrong (EX_USAGE). */
  public static final int USAGE = 64;

  /** What is stored is not what it was when it was sealed (EX_DATAERR). */
  public static final int DATA = 65;

  /** Something needed cannot be reached now; the same call may work later (EX_TEMPFAIL). */
  public static final int TRY_LATER = 75;

  /** The configuration is wrong; nothing was opened (EX_CONFIG). */
  public static final int CONFIGURATION = 78;

  private ExitCode() {}
}
