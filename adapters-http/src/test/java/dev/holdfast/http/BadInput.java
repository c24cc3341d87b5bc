package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.http.json.Json;
import dev.holdfast.http.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The oracles that hold for every answer, whatever was sent: no 5xx, errors in our JSON, nothing of
 * our inside, no cookie on an error, one answer for one request. Works on any server by its port,
 * so that the tests of the whole use it over the real routes.
 */
public final class BadInput {
  private static final Pattern INSIDE =
      Pattern.compile(
          "Exception|\\bat [\\w.$]+\\(|java\\.|org\\.eclipse|SQLSTATE|ERROR:|javalin|jetty|hikari"
              + "|postgres",
          Pattern.CASE_INSENSITIVE);

  private final RawHttp http;

  public BadInput(int port) {
    this.http = new RawHttp(port);
  }

  public RawHttp http() {
    return http;
  }

  /** Sends one request as it is; its answer must be one of these and hold all oracles. */
  public RawHttp.Answer expect(Set<Integer> statuses, String bytes) {
    var answer = http.converse(bytes).only();
    assertThat(answer.status()).as(shown(bytes)).isIn(statuses);
    check(answer);
    return answer;
  }

  /**
   * Sends bytes whose framing is broken: at most one answer, an error, then nothing more. A request
   * that was smuggled in behind is never answered.
   */
  public void expectDrop(String bytes) {
    for (var answer : expectLast(bytes)) {
      assertThat(answer.status()).as(shown(bytes)).isBetween(400, 505).isNotEqualTo(500);
    }
  }

  /** Sends bytes after which nothing can be understood: at most one answer, and the end. */
  public List<RawHttp.Answer> expectLast(String bytes) {
    var conversation = http.converse(bytes);
    assertThat(conversation.answers()).as(shown(bytes)).hasSizeLessThanOrEqualTo(1);
    assertThat(conversation.closed()).as("closed after " + shown(bytes)).isTrue();
    conversation.answers().forEach(this::check);
    return conversation.answers();
  }

  /** The oracles O1 to O6 as far as one answer shows them. */
  public void check(RawHttp.Answer answer) {
    assertThat(answer.status()).isNotEqualTo(500);
    assertThat(answer.headers().toString()).doesNotContainPattern(INSIDE);
    assertThat(answer.body()).doesNotContainPattern(INSIDE);
    assertThat(answer.header("server")).isEmpty();
    assertThat(answer.header("date")).isEmpty();
    assertThat(answer.header("x-request-id")).isPresent();
    assertThat(answer.header("x-content-type-options")).hasValue("nosniff");
    assertThat(answer.header("referrer-policy")).hasValue("no-referrer");
    assertThat(answer.header("content-security-policy"))
        .hasValue("default-src 'none'; frame-ancestors 'none'");
    assertThat(answer.header("cache-control")).isPresent();
    if (!answer.header("cache-control").equals(Optional.of("no-store"))) {
      assertThat(answer.header("set-cookie")).as("cookies on a cacheable answer").isEmpty();
    }
    if (answer.status() < 400) return;
    // A session that is positively gone is the one reason for cookies on an error: deletions only.
    if (answer.status() != 401) assertThat(answer.header("set-cookie")).isEmpty();
    assertThat(answer.all("set-cookie")).allMatch(line -> line.contains("=; Max-Age=0;"));
    assertThat(answer.header("set-auth-token")).isEmpty();
    assertThat(answer.header("set-auth-jwt")).isEmpty();
    assertThat(answer.header("content-type")).hasValue("application/json");
    if (answer.body().isEmpty()) return; // HEAD
    var body = Json.read(answer.body().getBytes(StandardCharsets.UTF_8));
    assertThat(body).isInstanceOf(JsonValue.Obj.class);
    var members = ((JsonValue.Obj) body).members();
    assertThat(members.keySet()).containsExactly("message", "code");
    assertThat(members.values()).allMatch(value -> value instanceof JsonValue.Text);
  }

  private static String shown(String bytes) {
    var cut = bytes.length() > 300 ? bytes.substring(0, 300) + "..." : bytes;
    return cut.replace("\r", "\\r").replace("\n", "\\n\n");
  }
}
