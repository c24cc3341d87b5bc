package dev.holdfast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.testing.Race;
import dev.holdfast.bootstrap.log.LiveCounters;
import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.crypto.SecureEntropy;
import dev.holdfast.postgres.Database;
import dev.holdfast.postgres.DatabaseSettings;
import dev.holdfast.postgres.Start;
import dev.holdfast.postgres.StatementListener;
import dev.holdfast.postgres.TestPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many statements each thing costs, counted through the real wiring on a real PostgreSQL. */
final class QueriesTest {
  private static final String SIGN_UP =
      "{\"name\":\"Ada\",\"email\":\"ada@example.com\",\"password\":\"correct horse battery\"}";

  private static final String PUBLIC = "http://localhost:3000";

  @TempDir Path folder;

  private final List<String> statements = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private String uri;
  private Database database;
  private Server server;
  private int port;

  @BeforeEach
  void start() {
    uri = TestPostgres.freshDatabase().uri();
    database = new Database(DatabaseSettings.parse("DATABASE_URL", uri), null, statements::add);
    server = server(database);
    assertThat(database.connect()).isInstanceOf(Start.Ready.class);
    server.keys().refresh();
    port = server.http().start();
    server.started().mark();
    statements.clear();
  }

  @AfterEach
  void stop() {
    server.http().stop();
    server.hasher().close();
    server.signer().close();
    database.close();
    client.close();
  }

  private Server server(Database of) {
    var settings =
        Map.of(
            "HOLDFAST_ENV",
            "development",
            "DATABASE_URL",
            uri,
            "BETTER_AUTH_URL",
            PUBLIC,
            "PORT",
            "0",
            "HOLDFAST_DATA_DIR",
            folder.toString());
    var read = Configuration.read(settings, folder);
    if (!(read instanceof Configuration.Result.Valid(Configuration valid))) {
      throw new AssertionError(read);
    }
    return DaggerServer.factory()
        .with(valid, valid.secrets(new SecureEntropy()), of, new LiveCounters());
  }

  @Test
  void signing_up_costs_three_and_signing_in_two() throws IOException, InterruptedException {
    assertThat(post("/sign-up/email", SIGN_UP).statusCode()).isEqualTo(200);
    assertThat(counted()).as("at most 5").hasSizeLessThanOrEqualTo(3);

    assertThat(post("/sign-in/email", SIGN_UP).statusCode()).isEqualTo(200);
    assertThat(counted()).as("at most 4").hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void a_session_check_is_one_statement_that_writes_nothing()
      throws IOException, InterruptedException {
    var cookie = cookie(post("/sign-up/email", SIGN_UP));
    counted();

    assertThat(get("/get-session", cookie).body()).contains("Ada");

    assertThat(counted())
        .singleElement()
        .asString()
        .doesNotContainPattern("(?i)\\b(update|insert|delete)\\b");
  }

  @Test
  void a_token_costs_one_and_the_jwks_none() throws IOException, InterruptedException {
    var cookie = cookie(post("/sign-up/email", SIGN_UP));
    counted();

    assertThat(get("/token", cookie).statusCode()).isEqualTo(200);
    assertThat(counted()).hasSize(1);

    assertThat(get("/jwks", "a=b").statusCode()).isEqualTo(200);
    assertThat(counted()).isEmpty();
  }

  @Test
  void checklist_4_4_a_forged_signature_costs_nothing_and_an_unknown_session_two()
      throws IOException, InterruptedException {
    var cookie = cookie(post("/sign-up/email", SIGN_UP));
    counted();

    assertThat(get("/get-session", cookie.replace("token=", "token=x")).body()).isEqualTo("null");
    assertThat(counted()).isEmpty();

    post("/sign-out", "{}", "cookie", cookie, "origin", PUBLIC);
    counted();
    get("/get-session", cookie);
    assertThat(counted()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void checklist_7_14_and_19_4_ten_instances_started_at_once_make_one_schema_and_one_key() {
    var empty = TestPostgres.freshDatabase().uri();

    var keys =
        Race.of(
            10,
            () -> {
              var settings = DatabaseSettings.parse("DATABASE_URL", empty);
              try (var one = new Database(settings, null, StatementListener.NONE)) {
                assertThat(one.connect()).isInstanceOf(Start.Ready.class);
                var instance = server(one);
                instance.keys().refresh();
                return instance.keys().signing().id();
              }
            });

    assertThat(keys).hasSize(10);
    assertThat(keys.stream().distinct()).hasSize(1);
  }

  private List<String> counted() {
    var sent = List.copyOf(statements);
    statements.clear();
    return sent;
  }

  private static String cookie(HttpResponse<String> answer) {
    return answer.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
  }

  private HttpResponse<String> get(String path, String cookie)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri(path)).header("cookie", cookie).build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(uri(path))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (headers.length > 0) request.headers(headers);
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + "/api/auth" + path);
  }
}
