package dev.holdfast.bootstrap.command;

import dev.holdfast.bootstrap.settings.Configuration;

/** What the commands do with a valid configuration; each answers with an {@link ExitCode}. */
public interface Actions {
  /** Serves until it is told to stop. */
  int serve(Configuration configuration);

  /** Brings the schema up. */
  int migrate(Configuration configuration);

  /** Seals by the current secret what only a previous one opens. */
  int rewrapSecrets(Configuration configuration);

  /** Makes a new signing key. */
  int replaceKey(Configuration configuration);

  /** Tells who would start with these settings, who runs, and where they disagree. */
  int fingerprint(Configuration configuration, boolean json);

  /** Says why what comes on standard input was refused. */
  int explain(Configuration configuration, ExplainOptions options);

  /** Proves a running deployment from outside. */
  int doctor(DoctorOptions options);
}
