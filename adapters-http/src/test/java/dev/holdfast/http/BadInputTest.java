package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that nobody means well, in groups by what is wrong with them. */
final class BadInputTest {
  private static final String GET = "GET /api/auth/get-session HTTP/1.1\r\nHost: x\r\n";
  private static final String POST =
      "POST /api/auth/sign-in/email HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
  private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";
  private static final String SMUGGLED = "GET /api/auth/list-sessions HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String GOOD = "{\"email\":\"a@b.cd\",\"password\":\"12345678\"}";

  private static TestServer server;
  private static BadInput bad;

  @BeforeAll
  static void start() {
    server = new TestServer();
    bad = new BadInput(server.port());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<String> brokenFraming() {
    return Stream.of(
        POST + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
        POST + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n{}   " + SMUGGLED,
        POST + "Content-Length: +2\r\n\r\n{}" + SMUGGLED,
        POST + "Content-Length: -1\r\n\r\n{}" + SMUGGLED,
        POST + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
        POST + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + SMUGGLED,
        POST + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
        POST + "Transfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
        POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        POST + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
        GET.replace("\r\n", "\n") + "\n",
        GET + "X-A: a\rb\r\n\r\n",
        GET + "X-A: a\u0000b\r\n\r\n",
        GET + "X-A: a\r\n folded\r\n\r\n",
        CHUNKED + "FFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n" + SMUGGLED,
        CHUNKED + "-1\r\n{}\r\n0\r\n\r\n" + SMUGGLED,
        CHUNKED + "0x2\r\n{}\r\n0\r\n\r\n" + SMUGGLED,
        CHUNKED + "2;" + "x".repeat(64 * 1024) + "\r\n{}\r\n0\r\n\r\n" + SMUGGLED,
        CHUNKED + "1;ext=\"val\r\nX\r\n0\r\n\r\n" + SMUGGLED,
        CHUNKED + "2\n{}\r\n0\r\n\r\n" + SMUGGLED,
        CHUNKED + "2\r\n{}\n0\r\n\r\n" + SMUGGLED,
        CHUNKED + "2\r\n{}xx0\r\n\r\n" + SMUGGLED,
        "GET /api/auth/ok HTTP/9.9\r\nHost: x\r\n\r\n",
        "GET /api/auth/ok HTTP/3.0\r\nHost: x\r\n\r\n",
        "GET /api/auth/ok\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET /api/auth/ok HTTP/1.1\r\n\r\n",
        "GET /api/auth/ok HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        "POST /api/auth/sign-out HTTP/1.0\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            + SMUGGLED);
  }

  @ParameterizedTest
  @MethodSource("brokenFraming")
  void checklist_14_5_broken_framing_is_dropped_with_what_was_smuggled_behind(String bytes) {
    bad.expectDrop(bytes);
  }

  @Test
  void checklist_14_1_a_large_body_is_refused_unread() {
    bad.expect(
        Set.of(413, 417), POST + "Expect: 100-continue\r\nContent-Length: 10000000000\r\n\r\n");
    bad.expect(Set.of(413), POST + "Content-Length: 65537\r\n\r\n" + "x".repeat(65_537));
    bad.expect(Set.of(413), CHUNKED + "10001\r\n\"" + "x".repeat(65_535) + "\"\r\n0\r\n\r\n");
  }

  @Test
  void checklist_14_1_a_chunked_body_without_end_is_cut_at_the_limit() {
    var chunk = "1000\r\n" + "x".repeat(4096) + "\r\n";
    var answer = bad.http().converse(CHUNKED + chunk.repeat(40)).only();
    assertThat(answer.status()).isEqualTo(413);
    bad.check(answer);
  }

  @Test
  void checklist_14_2_headers_and_address_have_limits() {
    var many = new StringBuilder();
    IntStream.range(0, 101).forEach(i -> many.append("X-").append(i).append(": a\r\n"));
    bad.expect(Set.of(431), GET + many + "\r\n");
    bad.expect(Set.of(431), GET + "X: " + "a".repeat(20 * 1024) + "\r\n\r\n");
    bad.expect(Set.of(431), GET + ("X: " + "a".repeat(1000) + "\r\n").repeat(17) + "\r\n");
    var start = "GET /api/auth/get-session?";
    var end = " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    bad.expect(Set.of(414), start + "a".repeat(4097) + end);
    bad.expect(Set.of(414), start + "a".repeat(64 * 1024) + end);
    bad.expect(Set.of(200), start + "a".repeat(3000) + end);
  }

  @Test
  void the_requests_before_a_malformed_one_are_answered_and_none_after() {
    var pipeline = (GET + "\r\n").repeat(24) + GET + "X : y\r\n\r\n" + (GET + "\r\n").repeat(25);
    var conversation = bad.http().converse(pipeline);
    assertThat(conversation.answers()).hasSize(25);
    assertThat(conversation.answers().subList(0, 24)).allMatch(answer -> answer.status() == 200);
    assertThat(conversation.answers().getLast().status()).isEqualTo(400);
    assertThat(conversation.closed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//api/auth/list-sessions",
        "/api/auth//list-sessions",
        "/api/auth/./list-sessions",
        "/api/auth/x/../list-sessions",
        "/api/auth/%2e%2e/list-sessions",
        "/api/auth/list-sessions;jsessionid=1",
        "/api/auth/list-sessions;/ok",
        "/api/auth/LIST-SESSIONS",
        "/api/auth/list-sessions/",
        "/api/auth/list-sessions.",
        "/api/auth/list-sessions%20",
        "/api/auth/get-session%00",
        "/api/auth/get-session%0d%0aX:1",
        "/api/auth/get-session%ff",
        "/\\..\\..\\etc\\passwd",
        "/api/auth/reset-password/..%2f..%2fx?callbackURL=/a",
        "/api/auth",
        "/api/auth/",
        "/",
        "*"
      })
  void checklist_14_8_odd_paths_reach_no_route(String path) {
    bad.expect(
        Set.of(400, 404), "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "PATCH", "FOO", "post"})
  void checklist_14_7_other_methods_find_nothing(String method) {
    for (Route route : TestServer.ROUTES.rows()) {
      var path = TestServer.ROUTES.pathOf(route).replace("{token}", "t");
      bad.expect(
          Set.of(404), method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    }
  }

  @Test
  void a_method_in_a_header_changes_nothing() {
    var answer = bad.http().get("/api/auth/get-session", "X-HTTP-Method-Override: DELETE\r\n");
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void checklist_14_6_another_authority_in_the_request_line_is_refused() {
    bad.expect(
        Set.of(400),
        "GET http://evil.tld/api/auth/ok HTTP/1.1\r\nHost: good\r\nConnection: close\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br", "gzip, gzip", "deflate"})
  void checklist_14_12_compressed_bodies_are_refused(String coding) {
    bad.expect(
        Set.of(415), POST + "Content-Encoding: " + coding + "\r\nContent-Length: 2\r\n\r\n{}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/xml", "text/plain;q=0.1"})
  void checklist_16_1_errors_are_json_whatever_is_asked_for(String accept) {
    bad.expect(
        Set.of(404),
        "GET /nope HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept: " + accept + "\r\n\r\n");
    bad.expect(
        Set.of(400),
        "GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept: " + accept + "\r\n\r\n");
  }

  static Stream<String> brokenJson() {
    return BadBodies.forSignIn();
  }

  @ParameterizedTest
  @MethodSource("brokenJson")
  void checklist_14_9_bodies_that_are_no_such_json_are_400(String body) {
    bad.expect(
        Set.of(400),
        POST + "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
  }

  @Test
  void a_good_body_is_accepted_and_unknown_members_are_ignored() {
    var body = GOOD.replace("}", ",\"role\":\"admin\",\"emailVerified\":true}");
    var answer = bad.http().postJson("/api/auth/sign-in/email", "", body);
    assertThat(answer.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "email=a&email=b",
        "email[]=a&email[]=b",
        "email=%00&password=x",
        "email=%ZZ",
        "email=%ff&password=x",
        "email=a&password=b&rememberMe=false"
      })
  void checklist_14_11_forms_are_read_strictly(String form) {
    var answer =
        bad.http()
            .post(
                "/api/auth/sign-in/email",
                "Content-Type: application/x-www-form-urlencoded\r\n",
                form);
    assertThat(answer.status()).isEqualTo(400);
    bad.check(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/json-evil",
        "application/vnd.api+json"
      })
  void checklist_6_4_other_media_types_are_415(String type) {
    var answer = bad.http().post("/api/auth/sign-in/email", "Content-Type: " + type + "\r\n", GOOD);
    assertThat(answer.status()).isEqualTo(415);
    bad.check(answer);
    assertThat(answer.body()).contains("\\\"" + type + "\\\"");
  }
}
