package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.http.Api.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checklist 4.15: a store that cannot answer is never an identity fact. */
final class StoreAwayTest {
  private final Api api = new Api();
  private Answer ada;

  @BeforeEach
  void ada_is_signed_in() {
    ada = api.signUp("Ada");
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /get-session",
    "GET, /list-sessions",
    "GET, /token",
    "POST, /revoke-session",
    "POST, /revoke-sessions",
    "POST, /revoke-other-sessions",
    "POST, /sign-out",
    "POST, /sign-in/email",
    "POST, /sign-up/email"
  })
  void checklist_4_15_every_route_answers_later_and_clears_nothing(String method, String path) {
    api.data.setAvailable(false);

    var answer =
        method.equals("GET")
            ? api.get(path, "cookie", ada.cookie())
            : api.post(
                path,
                """
                {"token":"x","name":"Bob","email":"bob@example.com","password":"long enough"}\
                """,
                "cookie",
                ada.cookie(),
                "origin",
                Api.TRUSTED);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body())
        .isEqualTo(
            """
            {"message":"Service temporarily unavailable","code":"SERVICE_UNAVAILABLE"}\
            """);
    assertThat(Integer.parseInt(answer.header("retry-after"))).isBetween(1, 5);
    assertThat(answer.cookies()).isEmpty();
    assertThat(answer.header("x-auth-reason")).isEqualTo("store_unavailable");
  }

  @Test
  void checklist_4_15_the_session_holds_when_the_store_is_back() {
    api.data.setAvailable(false);
    api.get("/get-session", "cookie", ada.cookie());
    api.data.setAvailable(true);

    assertThat(api.get("/get-session", "cookie", ada.cookie()).body()).contains("Ada");
  }

  @Test
  void a_renewal_that_cannot_be_written_leaves_the_check_good() {
    api.clock.advance(Duration.ofDays(2));
    api.data.setWritable(false);

    var answer = api.get("/get-session", "cookie", ada.cookie());

    assertThat(answer.body()).contains("Ada");
    assertThat(answer.cookies()).isEmpty();
  }

  @Test
  void signing_out_without_a_session_asks_no_store() {
    api.data.setAvailable(false);

    var none = api.post("/sign-out", "{}");
    var forged = api.post("/sign-out", "{}", "cookie", Api.COOKIE + "=a.b", "origin", Api.TRUSTED);

    assertThat(none.status()).isEqualTo(200);
    assertThat(none.cookies()).hasSize(3);
    assertThat(forged.status()).isEqualTo(200);
  }

  @Test
  void checklist_4_4_a_forged_signature_asks_no_store() {
    api.data.setAvailable(false);

    assertThat(api.get("/get-session", "cookie", ada.cookie() + "x").body()).isEqualTo("null");
  }
}
