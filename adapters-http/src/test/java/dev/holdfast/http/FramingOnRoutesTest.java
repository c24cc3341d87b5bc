package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bad framing (bad input, section A) on every route that the server has, signed out and signed in:
 * one answer at most, an error, and the connection closed; no change; the control user stays who
 * she is. The routes are the server's own table, so a new one is tried as well.
 */
final class FramingOnRoutesTest {
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final String END = "\r\n";

  private static Api api;
  private static Browser ada;
  private static String signedIn = "";

  private Object before = "";

  @BeforeAll
  static void ada_is_the_control_user() {
    api = new Api();
    ada = api.signedUp("Ada");
    api.get("/jwks"); // the first key is made here
    signedIn = ada.cookieHeader().orElseThrow() + "\r\nOrigin: " + api.origin() + "\r\n";
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void remember() {
    before = api.data.contents();
  }

  @AfterEach
  void nothing_changed_and_ada_is_who_she_was() {
    assertThat(api.data.contents()).isEqualTo(before);
    assertThat(ada.email()).hasValue("ada@example.com");
    assertThat(api.get("/get-session").body()).isEqualTo("null");
  }

  static List<Route> routes() {
    return api.everyRoute();
  }

  static Stream<BadFraming.Row> heads() {
    return BadFraming.heads();
  }

  static Stream<BadFraming.Row> bodies() {
    return BadFraming.bodies();
  }

  @ParameterizedTest
  @MethodSource("heads")
  void checklist_14_5_14_6_a_broken_head_is_dropped_with_what_was_smuggled_behind(
      BadFraming.Row row) {
    for (Route route : routes()) {
      for (String credentials : List.of("", signedIn)) {
        api.wire().expectDrop(row.bytes(route.method().name(), api.pathOf(route), credentials));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void checklist_14_5_a_broken_body_is_the_last_thing_of_a_connection(BadFraming.Row row) {
    for (Route route : routes()) {
      for (String credentials : List.of("", signedIn)) {
        var bytes = row.bytes(route.method().name(), api.pathOf(route), credentials);
        if (route.method() == Route.Method.POST) api.wire().expectDrop(bytes);
        else api.wire().expectLast(bytes);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void checklist_14_1_14_2_what_is_too_much_is_refused_unread(Route route) {
    var start = route.method() + " " + api.pathOf(route);
    var line = start + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
    for (String credentials : List.of("", signedIn)) {
      var head = line + credentials;
      var many = IntStream.range(0, 101).mapToObj(i -> "X-" + i + ": a\r\n");
      api.wire().expect(Set.of(431), head + many.collect(Collectors.joining()) + "\r\n");
      api.wire().expect(Set.of(431), head + "X: " + "a".repeat(20 * 1024) + "\r\n\r\n");
      api.wire().expect(Set.of(431), head + ("X: " + "a".repeat(1000) + "\r\n").repeat(17) + END);
      api.wire().expect(Set.of(431), head + "X".repeat(20 * 1024) + ": a\r\n\r\n");
      for (int bytes : List.of(4097, 16 * 1024, 64 * 1024, 1024 * 1024)) {
        var tooLong = line.replace(" HTTP/", "?" + "a".repeat(bytes) + " HTTP/");
        api.wire().expect(Set.of(414), tooLong + credentials + END);
      }
      var announced = head + JSON + "Expect: 100-continue\r\nContent-Length: ";
      for (String bytes : List.of("10000000000", "65537", "9223372036854775807")) {
        api.wire().expect(Set.of(413, 417), announced + bytes + "\r\n\r\n");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void requests_before_a_malformed_one_are_answered_and_none_after(Route route) {
    var body = route.method() == Route.Method.POST ? "Content-Length: 2\r\n\r\n[]" : END;
    var good = route.method() + " " + api.pathOf(route) + " HTTP/1.1\r\nHost: x\r\n" + JSON;
    var pipeline = (good + body).repeat(24) + good + "X : y\r\n" + body + (good + body).repeat(25);

    var conversation = api.wire().http().converse(pipeline);

    assertThat(conversation.closed()).isTrue();
    assertThat(conversation.answers()).hasSize(25).allSatisfy(api.wire()::check);
    var last = conversation.answers().getLast();
    assertThat(last.status()).isEqualTo(400);
    assertThat(conversation.answers().subList(0, 24))
        .allMatch(answer -> answer.status() < 500)
        .allMatch(answer -> answer.header("connection").isEmpty());
  }
}
