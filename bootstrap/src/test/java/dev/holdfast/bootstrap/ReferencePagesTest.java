package dev.holdfast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.command.CommandsPage;
import dev.holdfast.bootstrap.log.EventName;
import dev.holdfast.bootstrap.settings.Settings;
import dev.holdfast.domain.platform.Reason;
import dev.holdfast.domain.platform.Remedy;
import dev.holdfast.http.Advice;
import dev.holdfast.http.ApiError;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

        """;
    var sections =
        Arrays.stream(ApiError.values())
            .map(
                error ->
                    """

                    ## `%s`

                    %d, "%s"

                    %s %s
                    """
                        .formatted(
                            error,
                            error.status(),
                            error.message(),
                            error.meaning(),
                            Advice.on(error)))
            .collect(Collectors.joining());
    GeneratedPage.check("errors.md", head + sections);
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

        Why somebody was not taken for signed in. A line with `event=session_refused` or
        `event=token_rejected` has exactly one as `reason`; with `HOLDFAST_REASONS=header` the answer
        has it as `x-auth-reason`. For tokens the line also has `why`, what was `expected`, the
        `actual` value, and as `hint` what may be mixed up.

        Each has a section in [reasons.md](reasons.md).
        """;
    GeneratedPage.check("log.md", head + events + middle);
  }

  @Test
  void the_page_of_reasons_has_a_section_for_each_and_says_what_the_tables_say()
      throws IOException {
    var head =
        """
        # Reasons

        Made from the tables `Reason` and `Remedy` in code; a test compares them.

        Every `null`, 401 and 403 has exactly one reason. It stands in the log line of the request
        (find it by the answer's `x-request-id`), in `holdfast_session_checks_total` and its like
        ([metrics.md](metrics.md)), and with `HOLDFAST_REASONS=header` in the answer's
        `x-auth-reason`; never in a body. With `HOLDFAST_LOG_LEVEL=debug` the log has each step of
        the check that led to it.
        """;
    var sections =
        Arrays.stream(Reason.values())
            .map(ReferencePagesTest::section)
            .collect(Collectors.joining());
    GeneratedPage.check("reasons.md", head + sections);
  }

  private static String section(Reason reason) {
    var remedy = Remedy.of(reason);
    var settings =
        remedy.settings().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    return """

    ## `%s`

    %s

    - **Told apart:** %s
    - **Mend:** %s
    - **Settings:** %s
    """
        .formatted(
            reason.code(),
            reason.meaning(),
            remedy.apart(),
            remedy.mend(),
            settings.isEmpty() ? "none" : settings);
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void every_setting_that_a_reason_names_exists(Reason reason) {
    var known = Settings.ALL.stream().flatMap(setting -> setting.names().stream()).toList();
    assertThat(known).containsAll(Remedy.of(reason).settings());
  }

  @Test
  void every_setting_that_an_advice_names_exists() {
    var known = Settings.ALL.stream().flatMap(setting -> setting.names().stream()).toList();
    for (var error : ApiError.values()) {
      Pattern.compile("(?:HOLDFAST|BETTER_AUTH)_[A-Z_]+(?!<)\\b")
          .matcher(Advice.on(error))
          .results()
          .filter(found -> !found.group().startsWith("HOLDFAST_OAUTH_"))
          .forEach(found -> assertThat(known).as(error.name()).contains(found.group()));
    }
  }

  @Test
  void the_page_of_commands_says_what_the_table_says() throws IOException {
    GeneratedPage.check("commands.md", CommandsPage.text());
  }
}
