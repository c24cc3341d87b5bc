package dev.holdfast.http.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.account.AddTemporaryUser;
import dev.holdfast.application.account.RemoveTemporaryUser;
import dev.holdfast.application.testing.FixedEnvironment;
import dev.holdfast.application.testing.InMemory;
import dev.holdfast.application.testing.People;
import dev.holdfast.application.testing.PlainHasher;
import dev.holdfast.application.testing.RecordedEvents;
import dev.holdfast.application.testing.SequenceEntropy;
import dev.holdfast.application.testing.TestClock;
import dev.holdfast.domain.account.UserStore;
import dev.holdfast.http.RawHttp;
import dev.holdfast.http.TestServer;
import dev.holdfast.http.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DoctorHandlersTest {
  private static final String TOKEN = "a-token-of-the-doctor";
  private static final String KNOWN = "Authorization: Bearer " + TOKEN + "\r\n";
  private static final String JSON = KNOWN + "Content-Type: application/json\r\n";

  private final UserStore users = new InMemory().stores().users();
  private final RecordedEvents events = new RecordedEvents();

  private RawHttp.Answer asked(
      @Nullable String token, String method, String path, String headers, String body) {
    var add =
        new AddTemporaryUser(
            FixedEnvironment.defaults(),
            users,
            new PlainHasher(),
            new SequenceEntropy(),
            events,
            new TestClock());
    var handlers =
        new DoctorHandlers(
            token,
            () -> new JsonObject().put("issuer", "https://auth.example.com"),
            add,
            new RemoveTemporaryUser(users, events));
    try (var server = new TestServer(handlers.routes())) {
      return server.http().send(method, "/internal/doctor" + path, headers, body);
    }
  }

  @Test
  void who_has_the_token_sees_what_arrives_and_what_the_server_is() {
    var answer =
        asked(TOKEN, "GET", "", KNOWN + "X-Forwarded-Proto: https\r\nX-Other: hidden\r\n", "");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"peer\":\"127.0.0.1\"", "\"x-forwarded-proto\":\"https\"")
        .contains("\"issuer\":\"https://auth.example.com\"")
        .doesNotContain("hidden", TOKEN);
  }

  @Test
  void a_user_is_lent_and_taken_back() {
    var lent = asked(TOKEN, "POST", "/add-user", JSON, "{}");
    assertThat(lent.status()).as(lent.body()).isEqualTo(200);
    var email = lent.body().split("\"", -1)[3];
    assertThat(email).matches("doctor-[a-z0-9]{20}@doctor\\.invalid");

    var body = "{\"email\":\"" + email + "\"}";
    assertThat(asked(TOKEN, "POST", "/remove-user", JSON, body).status()).isEqualTo(200);
    assertThat(asked(TOKEN, "POST", "/remove-user", JSON, body).status()).isEqualTo(404);
  }

  @Test
  void nobody_else_can_be_removed_by_it() {
    var ada = People.ada();
    users.add(ada, People.credentialOf(ada));

    var body = "{\"email\":\"" + ada.email().value() + "\"}";
    assertThat(asked(TOKEN, "POST", "/remove-user", JSON, body).status()).isEqualTo(404);
    assertThat(users.byEmail(ada.email())).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"GET, ''", "POST, /add-user", "POST, /remove-user"})
  void without_the_token_nothing_of_it_exists(String method, String path) {
    var wrong = "Authorization: Bearer a-token-of-the-doctos\r\n";
    assertThat(asked(TOKEN, method, path, wrong, "").status()).isEqualTo(404);
    assertThat(asked(TOKEN, method, path, "", "").status()).isEqualTo(404);
    assertThat(asked(null, method, path, KNOWN, "").status()).isEqualTo(404);
  }
}
