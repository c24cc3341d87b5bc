package dev.holdfast.bootstrap.command;

import dev.holdfast.bootstrap.settings.Configuration;

/** What the commands do with a valid configuration; each answers with an {@link ExitCode}. */
public interface Actions {
  /** Serves until it is told to stop. */
  int serve(Configuration configuration);

  /** Serves itself for some seconds, for the JVM to learn from; needs no configuration. */
  int train();

  /** Brings the schema up. */
  int migrate(Configuration configuration);

  /** Seals by the current secret what only a previous one opens. */
  int rewrapSecrets(Configuration configuration);

  /** Makes a new signing key. */
  int replaceKey(Configuration configuration);

  /** Writes the audit to standard output, one JSON object a line. */
  int exportAudit(Configuration configuration, AuditWords.Export asked);

  /** Checks the audit's seals. */
  int verifyAudit(Configuration configuration, AuditWords.Verify asked);

  /** Tells what is known of a user, a session or a request. */
  int trace(Configuration configuration, AuditWords.Trace asked);

  /** Tells who would start with these settings, who runs, and where they disagree. */
  int fingerprint(Configuration configuration, boolean json);

  /** Says why what comes on standard input was refused. */
  int explain(Configuration configuration, ExplainOptions options);

  /** Proves a running deployment from outside. */
  int doctor(DoctorOptions options);
}
