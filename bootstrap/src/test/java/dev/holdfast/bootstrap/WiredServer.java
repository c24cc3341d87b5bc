package dev.holdfast.bootstrap;

import dev.holdfast.bootstrap.log.JsonEventLog;
import dev.holdfast.bootstrap.log.LiveCounters;
import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.crypto.SecureEntropy;
import dev.holdfast.postgres.ConnectionPlan;
import dev.holdfast.postgres.Database;
import dev.holdfast.postgres.DatabaseSettings;
import dev.holdfast.postgres.Start;
import dev.holdfast.postgres.StatementListener;
import dev.holdfast.postgres.TestMachine;
import dev.holdfast.postgres.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The real wiring in this process, on a real PostgreSQL, with its statements in sight. */
final class WiredServer implements AutoCloseable {
  static final String PUBLIC = "http://localhost:3000";

  private final List<String> statements = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Database database;
  private final Server server;
  private final Observation observation;
  private int port;

  /** Connected and with its keys read, but nothing listens yet. */
  WiredServer(TestPostgres.Database place, Path folder, Map<String, String> more) {
    var url = DatabaseSettings.parse("DATABASE_URL", place.uri());
    var counters = new LiveCounters();
    var configuration = configuration(place, folder, more);
    observation = Observation.of(configuration, counters);
    var machine = TestMachine.with(new JsonEventLog(counters), watched(observation.statements()));
    database = new Database(ConnectionPlan.of(url), null, machine);
    var secrets = configuration.secrets(new SecureEntropy());
    server =
        DaggerServer.factory()
            .with(configuration, secrets, database, machine, counters, observation);
    if (!(database.connect() instanceof Start.Ready)) throw new IllegalStateException("not ready");
    server.keys().refresh();
  }

  /** Also writes the statements down. */
  private StatementListener watched(StatementListener watcher) {
    return new StatementListener() {
      @Override
      public void sent(String sql) {
        statements.add(sql);
        watcher.sent(sql);
      }

      @Override
      public void ended(String sql, long nanos) {
        watcher.ended(sql, nanos);
      }

      @Override
      public void waited(long nanos) {
        watcher.waited(nanos);
      }

      @Override
      public void used(long nanos) {
        watcher.used(nanos);
      }
    };
  }

  WiredServer listening() {
    port = server.http().start();
    server.started().mark();
    statements.clear();
    return this;
  }

  static Configuration configuration(
      TestPostgres.Database place, Path folder, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("HOLDFAST_ENV", "development");
    settings.put("DATABASE_URL", place.uri());
    settings.putIfAbsent("BETTER_AUTH_URL", PUBLIC);
    settings.putIfAbsent("PORT", "0");
    settings.put("HOLDFAST_DATA_DIR", folder.toString());
    return switch (Configuration.read(settings, folder)) {
      case Configuration.Result.Valid(var valid) -> valid;
      case Configuration.Result.Invalid(var problems) ->
          throw new IllegalStateException(problems.toString());
    };
  }

  int port() {
    return port;
  }

  Server parts() {
    return server;
  }

  /**
   * What was sent to the database since the last look, but for what seals the audit: that is sent
   * once a minute, off the path of whatever request it rides on.
   */
  List<String> counted() {
    var sent = statements.stream().filter(sql -> !sql.contains("holdfast_audit_seal")).toList();
    statements.clear();
    return sent;
  }

  HttpResponse<String> get(String path, String... headers) {
    return send(HttpRequest.newBuilder(uri(path)), headers);
  }

  /** Outside the base path. */
  HttpResponse<String> getRoot(String path) {
    return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)));
  }

  HttpResponse<String> post(String path, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(uri(path))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body));
    return send(request, headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
    try {
      if (headers.length > 0) request.headers(headers);
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + "/api/auth" + path);
  }

  @Override
  public void close() {
    if (port != 0) server.http().stop();
    server.hasher().close();
    server.signer().close();
    database.close();
    observation.close();
    client.close();
  }
}
