package dev.holdfast.bootstrap.command;

import dev.holdfast.application.audit.VerifyAudit.Noted;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The words of the audit's commands. None of them is a secret: whatever looks like a token is
 * refused, since other users of the machine can see the arguments of a process.
 */
public final class AuditWords {
  private static final String SINCE = "--since";
  private static final String UNTIL = "--until";
  private static final String NOTED = "--noted";
  private static final String LOG = "--log";
  private static final String JSON = "--json";

  /**
   * Ids, handles and addresses; no signature, digest or list of cookies consists of these alone.
   */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@+'-]{1,254}");

  private static final Pattern JWT = Pattern.compile("eyJ[^.]*\\.[^.]*\\.[^.]*");
  private static final Pattern SEAL = Pattern.compile("(\\d{1,18}):([0-9a-f]{64})");

  private AuditWords() {}

  /** {@code audit export}: from, and up to but not including; null: without that bound. */
  public record Export(@Nullable Instant since, @Nullable Instant until) {}

  /** {@code audit verify}. */
  public record Verify(@Nullable Noted noted, boolean json) {}

  /**
   * {@code trace}.
   *
   * @param log a file with JSON log lines; {@code -}: standard input; null: none
   */
  public record Trace(String whom, @Nullable String log, boolean json) {}

  static Export export(CommandLine asked) {
    return new Export(moment(asked, SINCE), moment(asked, UNTIL));
  }

  static Verify verify(CommandLine asked) {
    var noted = value(asked, NOTED);
    return new Verify(noted == null ? null : noted(asked, noted), has(asked, JSON));
  }

  static Trace trace(CommandLine asked) {
    String whom = asked.getParseResult().matchedPositionalValue(0, "");
    if (!NAME.matcher(whom).matches() || JWT.matcher(whom).matches()) {
      throw new ParameterException(
          asked,
          "That is no id, handle or e-mail address. If it was a token or a cookie: whoever can list"
              + " this machine's processes has seen it; end its session.");
    }
    return new Trace(whom, value(asked, LOG), has(asked, JSON));
  }

  private static Noted noted(CommandLine asked, String text) {
    var parts = SEAL.matcher(text);
    if (!parts.matches()) {
      throw new ParameterException(asked, NOTED + " is no seal: BATCH:DIGEST, as verify prints it");
    }
    return new Noted(Long.parseLong(parts.group(1)), parts.group(2));
  }

  private static @Nullable Instant moment(CommandLine asked, String option) {
    var text = value(asked, option);
    if (text == null) return null;
    try {
      boolean day = text.length() == "2026-11-25".length();
      return day
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeParseException wrong) {
      throw new ParameterException(
          asked,
          option + " is no moment: 2026-11-25T10:00:00Z, or a day in UTC: 2026-11-25",
          wrong);
    }
  }

  private static @Nullable String value(CommandLine asked, String option) {
    return asked.getParseResult().matchedOptionValue(option, (String) null);
  }

  private static boolean has(CommandLine asked, String option) {
    return asked.getParseResult().hasMatchedOption(option);
  }
}
