package dev.holdfast.http;

import dev.holdfast.application.account.SignUp;
import dev.holdfast.application.session.CheckSession;
import dev.holdfast.application.session.ListSessions;
import dev.holdfast.application.session.RevokeSession;
import dev.holdfast.application.session.RevokeSessions;
import dev.holdfast.application.session.SignIn;
import dev.holdfast.application.session.SignOut;
import dev.holdfast.application.testing.FixedEnvironment;
import dev.holdfast.application.testing.GlassVault;
import dev.holdfast.application.testing.InMemory;
import dev.holdfast.application.testing.PlainHasher;
import dev.holdfast.application.testing.RecordedEvents;
import dev.holdfast.application.testing.SequenceEntropy;
import dev.holdfast.application.testing.TestClock;
import dev.holdfast.application.token.IssueToken;
import dev.holdfast.application.token.PublishKeys;
import dev.holdfast.application.token.SigningKeys;
import dev.holdfast.http.account.AccountHandlers;
import dev.holdfast.http.cookie.CookieAttributes;
import dev.holdfast.http.cookie.Credentials;
import dev.holdfast.http.cookie.SessionCookies;
import dev.holdfast.http.session.SessionGuard;
import dev.holdfast.http.session.SessionHandlers;
import dev.holdfast.http.session.SessionReader;
import dev.holdfast.http.token.TokenHandlers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** The real routes over stores in memory, with a clock that is pushed by hand, on a free port. */
public final class Api implements AutoCloseable {
  static final String CURRENT = "the-current-secret";
  static final String PREVIOUS = "the-previous-secret";
  static final String RETIRED = "the-retired-secret";
  static final String TRUSTED = "https://app.example.com";
  static final String COOKIE = "better-auth.session_token";

  final InMemory data = new InMemory();
  final TestClock clock = new TestClock();
  final RecordedEvents events = new RecordedEvents();
  final FixedEnvironment environment;
  final List<Route> routes;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final int port;

  Api() {
    this(FixedEnvironment.defaults());
  }

  Api(FixedEnvironment environment) {
    this.environment = environment;
    var stores = data.stores();
    var entropy = new SequenceEntropy();
    var vault = new GlassVault("glass");
    var hasher = new PlainHasher();
    var keys =
        new SigningKeys(
            stores.keys(), vault, environment.tokens(), entropy, events, clock, Runnable::run);
    var issue = new IssueToken(keys, vault, environment.tokens(), events, clock);
    var signer = new HmacSigner(List.of(CURRENT, PREVIOUS), List.of(RETIRED));
    var attributes =
        new CookieAttributes(
            CookieAttributes.DEFAULT_PREFIX, false, CookieAttributes.SameSite.LAX, null);
    var credentials = new Credentials(attributes, signer);
    var cookies = new SessionCookies(attributes, signer, credentials, clock);
    var reader =
        new SessionReader(
            credentials,
            new CheckSession(environment, stores.sessions(), events, clock),
            cookies,
            events);
    var devices = new Devices(clock);
    routes =
        ApiRoutes.of(
            new AccountHandlers(
                new SignUp(
                    environment,
                    stores.users(),
                    stores.sessions(),
                    stores.transactions(),
                    hasher,
                    password -> password.value().equalsIgnoreCase("password1"),
                    entropy,
                    events,
                    clock),
                cookies,
                devices),
            new SessionHandlers(
                new SignIn(
                    environment, stores.users(), stores.sessions(), hasher, entropy, events, clock),
                new SignOut(stores.sessions(), events, clock),
                new ListSessions(environment, stores.sessions(), clock),
                new RevokeSession(stores.sessions(), events, clock),
                new RevokeSessions(stores.sessions(), events, clock),
                issue,
                reader,
                cookies,
                devices),
            new TokenHandlers(issue, new PublishKeys(keys, vault)));
    var settings =
        new HttpSettings(
            "127.0.0.1",
            0,
            environment.publicUrl(),
            List.of(TRUSTED),
            List.of(),
            true,
            Duration.ofSeconds(2));
    server =
        new HttpServer(
            settings,
            new Routes("/api/auth", routes),
            new SessionGuard(reader, environment, clock),
            cookies::deletions,
            new Draining(),
            entropy,
            events);
    port = server.start();
  }

  int port() {
    return port;
  }

  Answer get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  Answer post(String path, String json, String... headers) {
    return send(
        request(path, headers)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  /** Signs up over the wire; the answer has the cookie. */
  Answer signUp(String name) {
    return post(
        "/sign-up/email",
        """
        {"name":"%s","email":"%s@example.com","password":"correct horse battery"}\
        """
            .formatted(name, name.toLowerCase(java.util.Locale.ROOT)));
  }

  Answer signIn(String name, String password, String more) {
    return post(
        "/sign-in/email",
        """
        {"email":"%s@example.com","password":"%s"%s}\
        """
            .formatted(name.toLowerCase(java.util.Locale.ROOT), password, more));
  }

  private HttpRequest.Builder request(String path, String... headers) {
    var builder =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/auth" + path))
            .timeout(Duration.ofSeconds(10));
    for (int i = 0; i < headers.length; i += 2) builder.header(headers[i], headers[i + 1]);
    return builder;
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(client.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  @Override
  public void close() {
    client.close();
    server.stop();
  }

  /** An answer, read as a test wants it. */
  record Answer(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    String body() {
      return response.body();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    List<String> cookies() {
      return response.headers().allValues("set-cookie");
    }

    /** Name and value of the session cookie, as a browser would send it back. */
    String cookie() {
      return cookies().getFirst().split(";", 2)[0];
    }

    /** The raw token of a sign-up or sign-in. */
    String token() {
      var body = body();
      int start = body.indexOf("\"token\":\"") + 9;
      return body.substring(start, body.indexOf('"', start));
    }

    @Override
    public String toString() {
      return status() + " " + body() + " " + response.headers().map();
    }
  }
}
