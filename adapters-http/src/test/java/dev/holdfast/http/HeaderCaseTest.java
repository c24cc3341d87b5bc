package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection carries the requests of many clients, where a proxy keeps it open. */
final class HeaderCaseTest {
  private static final Route REPEAT =
      Route.get(
          "/repeat",
          Access.ANYONE,
          exchange ->
              exchange.answer(
                  List.of(
                      exchange.header("authorization").orElse(""),
                      exchange.header("cookie").orElse(""),
                      exchange.header("x-any").orElse(""))));

  @ParameterizedTest
  @ValueSource(strings = {"Authorization", "Cookie", "X-Any"})
  void checklist_4_4_a_value_is_never_taken_for_an_earlier_one_that_differs_in_its_case(
      String header) {
    try (var server = new TestServer(List.of(REPEAT))) {
      var conversation =
          server
              .http()
              .converse(
                  request(header + ": Bearer abc.def", "keep-alive")
                      + request(header + ": Bearer Abc.def", "keep-alive")
                      + request(header + ": Bearer abc.def", "close"));
      assertThat(conversation.answers())
          .extracting(RawHttp.Answer::body)
          .satisfiesExactly(
              first -> assertThat(first).contains("Bearer abc.def"),
              second -> assertThat(second).contains("Bearer Abc.def"),
              third -> assertThat(third).contains("Bearer abc.def"));
    }
  }

  @Test
  void names_of_headers_have_no_case() {
    try (var server = new TestServer(List.of(REPEAT))) {
      assertThat(server.http().send("GET", "/api/auth/repeat", "AUTHORIZATION: x\r\n", "").body())
          .contains("\"x\"");
    }
  }

  private static String request(String header, String connection) {
    return "GET /api/auth/repeat HTTP/1.1\r\nHost: localhost\r\nConnection: %s\r\n%s\r\n\r\n"
        .formatted(connection, header);
  }
}
