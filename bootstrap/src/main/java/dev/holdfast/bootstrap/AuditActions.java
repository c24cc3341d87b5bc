package dev.holdfast.bootstrap;

import dev.holdfast.application.audit.TraceAudit;
import dev.holdfast.application.audit.VerifyAudit;
import dev.holdfast.bootstrap.command.AuditWords;
import dev.holdfast.bootstrap.command.ExitCode;
import dev.holdfast.bootstrap.log.OneLine;
import dev.holdfast.domain.audit.AuditRow;
import dev.holdfast.domain.audit.AuditSeal;
import dev.holdfast.http.json.Json;
import dev.holdfast.http.json.JsonObject;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The commands that read the audit, over the real parts. */
final class AuditActions {
  private final Server server;
  private final PrintWriter out;
  private final PrintWriter err;

  AuditActions(Server server, PrintWriter out, PrintWriter err) {
    this.server = server;
    this.out = out;
    this.err = err;
  }

  int export(AuditWords.Export asked) {
    server
        .exportAudit()
        .execute(
            asked.since(), asked.until(), row -> out.println(AuditView.line(AuditView.json(row))));
    // A full disk or a closed pipe must not look like a whole export.
    return out.checkError() ? ExitCode.FAILED : ExitCode.DONE;
  }

  int verify(AuditWords.Verify asked) {
    var report = server.verifyAudit().execute(asked.noted());
    if (asked.json()) out.println(AuditView.line(json(report)));
    else lines(report).forEach(out::println);
    return report.isIntact() ? ExitCode.DONE : ExitCode.DATA;
  }

  private static JsonObject json(VerifyAudit.Report report) {
    return new JsonObject()
        .put("intact", report.isIntact())
        .put("rows", report.rows())
        .put("unsealed", report.unsealed())
        .put("checkpoint", seal(report.checkpoint()))
        .put("head", seal(report.head()))
        .put(
            "findings",
            report.findings().stream()
                .map(
                    one ->
                        new JsonObject().put("batch", one.batch()).put("fault", code(one.fault())))
                .toList());
  }

  private static @Nullable JsonObject seal(@Nullable AuditSeal seal) {
    if (seal == null) return null;
    return new JsonObject()
        .put("batch", seal.batch())
        .put("digest", seal.digest())
        .put("sealedAt", seal.sealedAt())
        .putIfPresent("forgottenAt", seal.forgottenAt());
  }

  private static List<String> lines(VerifyAudit.Report report) {
    var findings =
        report.findings().stream()
            .map(one -> "batch %d: %s".formatted(one.batch(), said(one.fault())));
    var checkpoint = report.checkpoint();
    var head = report.head();
    var facts =
        Stream.of(
            report.isIntact()
                ? "%d sealed rows are as they were sealed.".formatted(report.rows())
                : "The audit is not what was sealed: %d findings."
                    .formatted(report.findings().size()),
            checkpoint == null
                ? ""
                : "Forgotten by the retention: up to batch " + checkpoint.batch(),
            head == null ? "" : "Newest seal: %d:%s".formatted(head.batch(), head.digest()),
            report.unsealed() == 0 ? "" : "Not sealed yet: %d rows".formatted(report.unsealed()));
    return Stream.concat(findings, facts.filter(line -> !line.isEmpty())).toList();
  }

  private static String said(VerifyAudit.Fault fault) {
    return switch (fault) {
      case ROWS_CHANGED -> "a row was changed, or its seal was";
      case ROWS_MISSING -> "rows were removed";
      case ROWS_ADDED -> "rows were put in";
      case SEAL_MISSING -> "the seal before this one was removed";
      case BEGINNING_MISSING -> "what came before was removed, and not by the retention";
      case SEAL_OF_ROWS_MISSING -> "rows from here on have lost their seals";
      case NOT_AS_NOTED -> "the seal is not the one that was noted";
      case NOTED_MISSING -> "the seal that was noted is gone";
    };
  }

  private static String code(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT);
  }

  /** Something in the timeline, in the two forms in which it may be told. */
  private record Told(Instant at, String text, String json) {}

  int trace(AuditWords.Trace asked) {
    var rows = server.traceAudit().execute(asked.whom());
    var lines =
        asked.log() == null
            ? List.<LogLines.Line>of()
            : LogLines.naming(names(asked.whom(), rows), asked.log());
    var timeline =
        Stream.concat(rows.stream().map(AuditActions::told), lines.stream().map(AuditActions::told))
            .sorted(Comparator.comparing(Told::at))
            .toList();
    timeline.forEach(one -> out.println(asked.json() ? one.json() : one.text()));
    if (rows.size() == TraceAudit.MOST) {
      err.println(
          "There are more rows than the newest %d; audit export has all.".formatted(rows.size()));
    }
    if (timeline.isEmpty()) err.println("Nothing is known by that name.");
    err.flush();
    return timeline.isEmpty() ? ExitCode.FAILED : ExitCode.DONE;
  }

  /** What was asked for, and the requests in which something happened to it. */
  private static Set<String> names(String whom, List<AuditRow> rows) {
    var names = new HashSet<String>();
    names.add(whom);
    for (var row : rows) {
      var request = row.request();
      if (request != null) names.add(request);
    }
    return names;
  }

  private static Told told(AuditRow row) {
    return new Told(row.at(), AuditView.text(row), AuditView.line(AuditView.json(row)));
  }

  private static Told told(LogLines.Line line) {
    var text =
        new StringBuilder(Json.time(line.at())).append("  log: ").append(line.member("message"));
    for (var name : List.of("event", "reason", "requestId", "path", "status", "user", "session")) {
      var value = line.member(name);
      if (!value.isEmpty()) text.append("  ").append(name).append('=').append(value);
    }
    return new Told(line.at(), OneLine.of(text.toString()), line.text());
  }
}
