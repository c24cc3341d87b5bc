package dev.holdfast.bootstrap;

import dev.holdfast.bootstrap.command.CommandsPage;
import dev.holdfast.bootstrap.log.EventName;
import dev.holdfast.domain.platform.Reason;
import dev.holdfast.http.ApiError;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The pages of what the tables in code say: errors, reasons and events. */
final class ReferencePagesTest {
  @Test
  void the_page_of_errors_says_what_the_catalogue_says() throws IOException {
    var head =
        """
        # Errors

        Made from the catalogue in `adapters-http/.../ApiError.java`; a test compares the two.

        Every answer that is no success is JSON, `{"message": …, "code": …}`, whatever refused the
        request. The code is stable; the message is for people. The status is the usual one: some
        endpoints of the protocol answer the same code with another. Beside it comes
        `x-request-id`, which names the lines of the log; 503 says in `Retry-After` when to try
        again and never says anything about who is signed in.

        | Code | Status | Message | What it means |
        |---|---|---|---|
        """;
    var rows =
        Arrays.stream(ApiError.values())
            .map(
                error ->
                    "| `%s` | %d | %s | %s |\n"
                        .formatted(error, error.status(), error.message(), error.meaning()))
            .collect(Collectors.joining());
    GeneratedPage.check("errors.md", head + rows);
  }

  @Test
  void the_page_of_reasons_and_events_says_what_the_tables_say() throws IOException {
    var head =
        """
        # Log lines

        Made from the tables `EventName` and `Reason` in code; a test compares the two.

        One line is one event: JSON in production, text in development. Every line of a request has
        its `requestId`, which the caller got as `x-request-id`. No line has a password, a token, a
        cookie, a secret or an e-mail address.

        | Event | Level | What happened |
        |---|---|---|
        """;
    var events =
        Arrays.stream(EventName.values())
            .map(
                event ->
                    "| `%s` | %s | %s |\n".formatted(event.code(), event.level(), event.meaning()))
            .collect(Collectors.joining());
    var middle =
        """

        ## Reasons

        Why somebody was not taken for signed in. A line with `event=session_refused` has exactly
        one as `reason`; with `HOLDFAST_REASONS=header` the answer has it as `x-auth-reason`.

        | Reason | Meaning |
        |---|---|
        """;
    var reasons =
        Arrays.stream(Reason.values())
            .map(reason -> "| `%s` | %s |\n".formatted(reason.code(), reason.meaning()))
            .collect(Collectors.joining());
    GeneratedPage.check("log.md", head + events + middle + reasons);
  }

  @Test
  void the_page_of_commands_says_what_the_table_says() throws IOException {
    GeneratedPage.check("commands.md", CommandsPage.text());
  }
}
