package dev.holdfast.bootstrap.command;

import static dev.holdfast.bootstrap.command.Command.Exit.CONFIGURATION;
import static dev.holdfast.bootstrap.command.Command.Exit.DONE;
import static dev.holdfast.bootstrap.command.Command.Exit.TRY_LATER;
import static dev.holdfast.bootstrap.command.Command.Option.flag;
import static dev.holdfast.bootstrap.command.Command.Option.value;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Every command there is: the command line is read by this table, and the reference page is made
 * from it. Every command also knows {@code --help}, and ends with 64 where its words are wrong.
 */
@SuppressWarnings("ImmutableEnumChecker") // Lists of List.of do not change.
public enum Command {
  SERVE(
      "Serves until it is told to stop (the default).",
      List.of(),
      List.of(
          new Exit(ExitCode.DONE, "a signal ended it"),
          new Exit(ExitCode.FAILED, "the port is taken, the data folder cannot be used"),
          new Exit(
              ExitCode.CONFIGURATION,
              "a setting is wrong, the database refuses us, or no secret opens the keys"))),
  CHECK(
      "Checks the configuration and says what follows from it; opens nothing.",
      List.of(
          flag("--json", "one object of JSON on standard output"),
          flag("--strict", "a warning is a failure")),
      List.of(
          new Exit(ExitCode.DONE, "every setting is valid"),
          new Exit(ExitCode.FAILED, "with --strict: valid, but something will surprise"),
          CONFIGURATION)),
  TRAIN(
      "Serves itself for some seconds from a database that is removed afterwards, so that a Java"
          + " that is started with -XX:AOTCacheOutput=FILE learns the start. Reads no setting.",
      List.of(),
      List.of(DONE, new Exit(ExitCode.FAILED, "this platform has no embedded PostgreSQL"))),
  MIGRATE(
      "Brings the database schema up and ends.",
      List.of(),
      List.of(DONE, TRY_LATER, CONFIGURATION)),
  SECRETS_REWRAP(
      "Seals by the current secret what a previous one sealed.",
      List.of(),
      List.of(
          DONE, new Exit(ExitCode.FAILED, "no secret opens some rows"), TRY_LATER, CONFIGURATION)),
  KEYS_REPLACE(
      "Makes a new signing key; old ones stay.",
      List.of(),
      List.of(DONE, TRY_LATER, CONFIGURATION)),
  AUDIT_EXPORT(
      "Writes the audit to standard output, one JSON object a line.",
      List.of(
          value("--since", "TIME", "from this moment on: 2026-11-25T10:00:00Z"),
          value("--until", "TIME", "up to this moment, without it")),
      List.of(DONE, TRY_LATER, CONFIGURATION)),
  AUDIT_VERIFY(
      "Checks that no sealed row of the audit was changed, removed or put in.",
      List.of(
          value("--noted", "BATCH:DIGEST", "a seal that the log or an earlier check told"),
          flag("--json", "one object of JSON on standard output")),
      List.of(
          new Exit(ExitCode.DONE, "whole"),
          new Exit(ExitCode.DATA, "a row was changed, removed or put in"),
          TRY_LATER,
          CONFIGURATION)),
  TRACE(
      "Tells what happened to a user, in a session or by a request, over all instances.",
      new Option(
          "USER|SESSION|REQUEST", "", "an id, a session's handle or an e-mail address; no token"),
      List.of(
          value("--log", "FILE", "log lines to tell as well; - for standard input"),
          flag("--json", "one JSON object a line")),
      List.of(DONE, TRY_LATER, CONFIGURATION)),
  FINGERPRINT(
      "Tells the identity that these settings give, those of the instances that run on the same"
          + " database, and where they disagree. Secrets show as fingerprints alone. A secret that"
          + " is replaced step by step is no disagreement.",
      List.of(flag("--json", "one object of JSON on standard output")),
      List.of(
          new Exit(ExitCode.DONE, "all agree"),
          new Exit(ExitCode.FAILED, "a running instance disagrees with these settings"),
          TRY_LATER,
          CONFIGURATION)),
  EXPLAIN(
      "Says why a cookie, a token or a request was refused, by walking the steps that the server"
          + " walks. The Cookie header, the Authorization header or the token comes on standard"
          + " input, never as an argument. With these settings alone, and with the database where"
          + " it can be reached; nothing is changed.",
      List.of(
          value("--request", "ID", "tell the log lines of this request and what they mean"),
          value("--log", "FILE", "where those lines are; else on standard input"),
          flag("--offline", "leave the database alone"),
          flag("--json", "one object of JSON on standard output")),
      List.of(
          new Exit(ExitCode.DONE, "every step that was looked at holds"),
          new Exit(ExitCode.FAILED, "refused; the step that failed says why"),
          new Exit(ExitCode.TRY_LATER, "nothing failed, but the database could not be looked at"),
          CONFIGURATION)),
  DOCTOR(
      "Proves a running deployment from outside: the way there, what the server sees, who may call,"
          + " a visit of a user who exists for it alone, the token by the public keys, caches in"
          + " between. Needs HOLDFAST_DOCTOR_TOKEN, the same as the server's, once that is in"
          + " production; no other setting. Leaves nothing behind.",
      List.of(
          value("--url", "URL", "the public URL; without it BETTER_AUTH_URL"),
          value("--api", "URL", "a protected API whose GET /api/verify is to take the token"),
          flag("--json", "one object of JSON on standard output")),
      List.of(
          new Exit(ExitCode.DONE, "proved; there may be warnings"),
          new Exit(ExitCode.FAILED, "something is wrong; each finding says how to mend it"),
          new Exit(ExitCode.TRY_LATER, "nobody answers at this URL")));

  private final String meaning;
  private final @Nullable Option operand;
  private final List<Option> options;
  private final List<Exit> exits;

  Command(String meaning, List<Option> options, List<Exit> exits) {
    this(meaning, null, options, exits);
  }

  Command(String meaning, @Nullable Option operand, List<Option> options, List<Exit> exits) {
    this.meaning = meaning;
    this.operand = operand;
    this.options = options;
    this.exits = exits;
  }

  /** One option of a command; {@code parameter} is empty for one that takes no value. */
  public record Option(String name, String parameter, String meaning) {
    static Option flag(String name, String meaning) {
      return new Option(name, "", meaning);
    }

    static Option value(String name, String parameter, String meaning) {
      return new Option(name, parameter, meaning);
    }

    boolean takesValue() {
      return !parameter.isEmpty();
    }
  }

  /** One way in which a command ends. */
  public record Exit(int code, String meaning) {
    static final Exit DONE = new Exit(ExitCode.DONE, "done");
    static final Exit TRY_LATER =
        new Exit(ExitCode.TRY_LATER, "the database cannot be reached now; nothing was changed");
    static final Exit CONFIGURATION =
        new Exit(ExitCode.CONFIGURATION, "a setting is wrong; nothing was opened");
  }

  /** As it is typed: one or two words. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  public String meaning() {
    return meaning;
  }

  /** What must be named without an option; null for most. */
  public @Nullable Option operand() {
    return operand;
  }

  public List<Option> options() {
    return options;
  }

  public List<Exit> exits() {
    return exits;
  }
}
