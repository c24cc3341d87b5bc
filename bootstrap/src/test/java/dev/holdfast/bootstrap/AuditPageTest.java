package dev.holdfast.bootstrap;

import dev.holdfast.domain.audit.AuditKind;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of the audit says what the table in code says. */
final class AuditPageTest {
  @Test
  void the_page_of_the_audit_names_every_kind_of_row() throws IOException {
    var kinds =
        Arrays.stream(AuditKind.values())
            .map(kind -> "| `%s` | %s |\n".formatted(kind.code(), kind.meaning()))
            .collect(Collectors.joining());
    GeneratedPage.check("audit.md", HEAD + kinds + TAIL);
  }

  private static final String HEAD =
      """
      # The audit

      Made from the table `AuditKind` in code; a test compares the two.

      Whatever is done to accounts, sessions and keys is a row of the table `holdfast_audit`,
      written by the statement that does it: there is no change without its row, and no row without
      its change. A row has the time, who (user, session, and whether a caller, an operator or the
      server itself acted), from where (client address, user agent), the id that the caller got as
      `x-request-id`, the reason, and the instance that wrote it. No row has a password, a token, a
      cookie or a secret; e-mail addresses are masked and stand only where there may be no user.

      Refused sign-ins change nothing. Their rows are written a moment later, many by one
      statement; up to a thousand wait, and what is too much is dropped and counted as
      `audit_rows_dropped`.

      | Kind | What happened |
      |---|---|
      """;

  private static final String TAIL =
      """

      ## Reading it

          holdfast trace ada@example.com                      what happened to a user
          holdfast trace REQUEST --log server.log             a request, with its log lines (JSON)
          holdfast audit export --since 2026-11-25 > audit.ndjson

      `trace` takes the id of a user, a session or a request, a session's handle from the list of
      sessions, or an e-mail address. It never takes a token: other users of the machine can see the
      arguments of a process. What looks like one is refused; a bare session token looks like an id
      and finds nothing. It ends with 0, with 1 where nothing is known, with 75 where the database
      cannot be reached. `--json` prints one object a line; `--log -` reads standard input. Log lines
      of the commands themselves go to standard error.

      `audit export` prints one JSON object a line, oldest first, from `--since` up to but not
      including `--until`; a day means its first moment in UTC.

      ## Checking it

      At most once a minute, riding on a row that is written anyway, the new rows are sealed: a
      SHA-256 over them and the seal before. `holdfast audit verify` reads everything and ends with 0
      where every sealed row is what was sealed, with 65 where one was changed, removed or put in,
      and says in which batch. Rows that no seal covers yet are counted.

      Who may write both tables can seal everything anew. So each seal is also in the log, as
      `audit_sealed` with `batch` and `digest`, and `audit verify` prints the newest one:
      `audit verify --noted BATCH:DIGEST` says whether the chain still goes through it. With a role of
      its own for migrations (`DATABASE_URL_UNPOOLED`) the running server can add rows and remove
      them, and change none.

      ## Keeping it

      Batches that were sealed longer ago than `HOLDFAST_AUDIT_RETENTION` (90 days; `0`: for ever) are
      removed, as a whole and at most once an hour. The seal of the last one stays as the checkpoint
      from which the chain goes on, and a row of the kind `audit_forgotten` tells of it. To keep rows
      longer elsewhere, export them first.
      """;
}
