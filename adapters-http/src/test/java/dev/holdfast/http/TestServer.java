package dev.holdfast.http;

import dev.holdfast.domain.config.PublicUrl;
import dev.holdfast.domain.platform.Entropy;
import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.domain.secret.CookieSigner;
import dev.holdfast.http.cookie.CookieAttributes;
import dev.holdfast.http.cookie.Credentials;
import dev.holdfast.http.cookie.SetCookie;
import dev.holdfast.http.json.JsonObject;
import dev.holdfast.http.json.Schema;
import dev.holdfast.http.json.Schema.Rule;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A server on a free port whose routes behave like the real ones as far as the adapter goes. */
public final class TestServer implements AutoCloseable {
  static final String OWN = "https://auth.example.com";
  static final String APP = "https://app.example.org";

  static final CookieAttributes COOKIES =
      new CookieAttributes("better-auth", true, CookieAttributes.SameSite.LAX, null);

  static final Schema SIGN_IN =
      Schema.of(
          Schema.required("email", Rule.TEXT),
          Schema.required("password", Rule.TEXT),
          Schema.optional("callbackURL", Rule.TEXT),
          Schema.optional("rememberMe", Rule.BOOLEAN));

  static final Schema SIGN_UP =
      Schema.of(
              Schema.required("name", Rule.TEXT),
              Schema.required("email", Rule.EMAIL),
              Schema.required("password", Rule.NON_EMPTY_TEXT),
              Schema.optional("image", Rule.TEXT),
              Schema.optional("callbackURL", Rule.TEXT),
              Schema.optional("rememberMe", Rule.BOOLEAN))
          .andRecord();

  static final Routes ROUTES =
      new Routes(
          "/api/auth",
          List.of(
              Route.get("/ok", Access.ANYONE, x -> x.answer(new JsonObject().put("ok", true))),
              Route.get("/get-session", Access.ANYONE, x -> x.answer(null))
                  .header("pragma", "no-cache"),
              Route.get("/list-sessions", Access.FRESH, x -> x.answer(List.of())),
              Route.post("/sign-in/email", Access.ANYONE, TestServer::signedIn)
                  .body(SIGN_IN)
                  .orForm()
                  .checkingForms(),
              Route.post("/sign-up/email", Access.ANYONE, TestServer::signedIn)
                  .body(SIGN_UP)
                  .orForm()
                  .checkingForms(),
              Route.post("/sign-out", Access.ANYONE, x -> x.answer(new JsonObject())),
              Route.post("/revoke-sessions", Access.SENSITIVE, x -> x.answer(null)),
              Route.post("/revoke-session", Access.SENSITIVE, x -> x.answer(null))
                  .body(Schema.of(Schema.required("token", Rule.TEXT))),
              Route.get("/reset-password/{token}", Access.ANYONE, x -> x.redirect("/\u00e9?a=b"))
                  .query(Schema.of(Schema.required("callbackURL", Rule.TEXT))),
              Route.get("/test/overflow", Access.ANYONE, x -> x.answer(overflow(0))),
              Route.get("/test/bug", Access.ANYONE, TestServer::bug),
              Route.get("/test/unavailable", Access.ANYONE, TestServer::unavailable)));

  final List<Events.Event> events = new CopyOnWriteArrayList<>();
  private final int port;
  private final HttpServer server;

  TestServer() {
    this(ROUTES);
  }

  /** With a route that says what credentials a request presents. */
  TestServer(CookieSigner signer) {
    this(with(new Credentials(COOKIES, signer)));
  }

  /** With these routes alone. */
  public TestServer(List<Route> routes) {
    this(new Routes(ROUTES.basePath(), routes));
  }

  private TestServer(Routes routes) {
    var settings =
        new HttpSettings(
            "127.0.0.1",
            0,
            PublicUrl.parse(OWN),
            List.of(APP, "https://*.trusted.tld", "myapp://callback"),
            List.of(),
            true,
            Duration.ofSeconds(5));
    server =
        new HttpServer(
            settings,
            routes,
            (exchange, access) -> new Guard.Admission.Refused(ApiError.UNAUTHORIZED, false),
            exchange -> List.of(new SetCookie(COOKIES.name("session_token"), "", 0L, COOKIES)),
            new Draining(),
            new Surroundings(
                new CountingEntropy(), InstantSource.system(), System::nanoTime, events::add));
    port = server.start();
  }

  public int port() {
    return port;
  }

  public RawHttp http() {
    return new RawHttp(port);
  }

  @Override
  public void close() {
    server.stop();
  }

  private static Routes with(Credentials credentials) {
    return new Routes(
        ROUTES.basePath(),
        List.of(
            Route.get(
                "/test/credentials", Access.ANYONE, x -> x.answer(found(credentials.of(x))))));
  }

  private static String found(Credentials.Read read) {
    return switch (read) {
      case Credentials.Presented(var token, boolean resign, boolean _) ->
          (resign ? "previous " : "presented ") + token.value();
      case Credentials.Absent(var reason) -> reason.code();
    };
  }

  private static void signedIn(Exchange exchange) {
    exchange.withCookie(new SetCookie(COOKIES.name("session_token"), "t.s", 60L, COOKIES));
    exchange.answer(new JsonObject().put("address", exchange.clientAddress()));
  }

  @SuppressWarnings("InfiniteRecursion") // that is the point
  private static int overflow(int depth) {
    return overflow(depth + 1) + 1;
  }

  private static void bug(Exchange exchange) {
    exchange.withCookie(new SetCookie(COOKIES.name("session_token"), "t.s", 60L, COOKIES));
    throw new IllegalStateException("java.lang.Secret SQLSTATE 42");
  }

  private static void unavailable(Exchange exchange) {
    exchange.withCookie(new SetCookie(COOKIES.name("session_token"), "", 0L, COOKIES));
    throw Unavailable.store("pool exhausted", null);
  }

  private static final class CountingEntropy implements Entropy {
    private final AtomicLong next = new AtomicLong();

    @Override
    public String text(int length) {
      var digits = Long.toString(next.incrementAndGet(), 36);
      return "0".repeat(length - digits.length()) + digits;
    }

    @Override
    public byte[] bytes(int length) {
      return new byte[length];
    }
  }
}
