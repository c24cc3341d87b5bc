package dev.holdfast.http;

import dev.holdfast.application.account.SignUp;
import dev.holdfast.application.session.CheckSession;
import dev.holdfast.application.session.ListSessions;
import dev.holdfast.application.session.RevokeSession;
import dev.holdfast.application.session.RevokeSessions;
import dev.holdfast.application.session.SessionGrace;
import dev.holdfast.application.session.SignIn;
import dev.holdfast.application.session.SignOut;
import dev.holdfast.application.testing.Audits;
import dev.holdfast.application.testing.FixedEnvironment;
import dev.holdfast.application.testing.GlassVault;
import dev.holdfast.application.testing.InMemory;
import dev.holdfast.application.testing.PlainHasher;
import dev.holdfast.application.testing.RecordedEvents;
import dev.holdfast.application.testing.SequenceEntropy;
import dev.holdfast.application.testing.TestClock;
import dev.holdfast.application.testing.Watched;
import dev.holdfast.application.token.IssueToken;
import dev.holdfast.application.token.PublishKeys;
import dev.holdfast.application.token.SigningKeys;
import dev.holdfast.domain.account.UserStore;
import dev.holdfast.domain.platform.Counters;
import dev.holdfast.domain.session.SessionStore;
import dev.holdfast.domain.token.KeyStore;
import dev.holdfast.http.account.AccountHandlers;
import dev.holdfast.http.cookie.CookieAttributes;
import dev.holdfast.http.cookie.CookieReturn;
import dev.holdfast.http.cookie.Credentials;
import dev.holdfast.http.cookie.SessionCookies;
import dev.holdfast.http.health.Check;
import dev.holdfast.http.health.HealthHandlers;
import dev.holdfast.http.session.SessionGuard;
import dev.holdfast.http.session.SessionHandlers;
import dev.holdfast.http.session.SessionReader;
import dev.holdfast.http.token.TokenHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * The real routes on a free port, wired as the shipped server wires them, over stores in memory and
 * a clock that is pushed by hand. Every answer given to a {@link Browser} or asked for here is held
 * against the oracles of {@link BadInput}, so each test is also a scan (checklist 5.8, 16.1, 17.1).
 */
public final class Api implements AutoCloseable {
  public static final String BASE = "/api/auth";
  public static final String APP = "https://app.example.org";
  public static final String SECRET = "a-secret-of-the-tests-0123456789abcdef";
  public static final String TOKEN_COOKIE = "better-auth.session_token";

  public static final List<String> DELETIONS =
      List.of(
          "better-auth.session_token=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax",
          "better-auth.session_data=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax",
          "better-auth.dont_remember=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax");

  public final InMemory data;
  public final TestClock clock;
  public final PlainHasher hasher = new PlainHasher();
  public final RecordedEvents events = new RecordedEvents();
  public final Watched<SessionStore> sessions;
  public final Watched<UserStore> users;
  public final Watched<KeyStore> keys;

  /** Happens between the finding of a session and whatever comes next. */
  public final AtomicReference<Runnable> afterFind = new AtomicReference<>(() -> {});

  /** What the server wants done later. */
  public final List<Runnable> afterwards = new CopyOnWriteArrayList<>();

  private final FixedEnvironment environment;
  private final CookieReturn cookieReturn;
  private final SessionGrace grace;
  private final SequenceEntropy entropy;
  private final Routes routes;
  private final HttpServer server;
  private final BadInput wire;
  private final int port;

  /** A fresh deployment with the defaults. */
  public Api() {
    this(FixedEnvironment.defaults());
  }

  public Api(FixedEnvironment environment) {
    this(environment, Duration.ZERO);
  }

  /** With a grace for sessions while the store is away. */
  public Api(FixedEnvironment environment, Duration grace) {
    this(environment, grace, ConnectionLimits.STANDARD);
  }

  /** A fresh deployment that allows its connections no more than this. */
  Api(ConnectionLimits limits) {
    this(FixedEnvironment.defaults(), Duration.ZERO, limits);
  }

  private Api(FixedEnvironment environment, Duration grace, ConnectionLimits limits) {
    this(
        environment,
        SecretsSigner.of(SECRET),
        new InMemory(),
        new TestClock(),
        "vault",
        grace,
        limits);
  }

  private Api(
      FixedEnvironment environment,
      SecretsSigner signer,
      InMemory data,
      TestClock clock,
      String vaultSecret,
      Duration grace,
      ConnectionLimits limits) {
    this.environment = environment;
    this.grace = new SessionGrace(grace, clock, () -> 0);
    this.data = data;
    this.clock = clock;
    this.entropy = new SequenceEntropy();
    var stores = data.stores();
    this.sessions =
        Watched.after(SessionStore.class, stores.sessions(), "find", () -> afterFind.get().run());
    this.users = Watched.over(UserStore.class, stores.users());
    this.keys = Watched.over(KeyStore.class, stores.keys());
    var cookies = environment.publicUrl().isSecure();
    var attributes =
        new CookieAttributes("better-auth", cookies, CookieAttributes.SameSite.LAX, null);
    var credentials = new Credentials(attributes, signer);
    this.cookieReturn =
        new CookieReturn(
            attributes,
            events,
            () -> TimeUnit.MILLISECONDS.toNanos(clock.instant().toEpochMilli()),
            (delay, work) -> afterwards.add(work));
    var sessionCookies = new SessionCookies(attributes, signer, credentials, cookieReturn, clock);
    var check = new CheckSession(environment, sessions.port(), this.grace, events, clock);
    var reader =
        new SessionReader(credentials, check, sessionCookies, cookieReturn, events, Counters.NONE);
    var draining = new Draining();
    this.routes =
        new Routes(
            environment.publicUrl().basePath(),
            rows(reader, sessionCookies, draining, new GlassVault(vaultSecret)));
    var settings =
        new HttpSettings(
            "127.0.0.1",
            0,
            environment.publicUrl(),
            List.of(APP),
            List.of(),
            true,
            Duration.ofSeconds(1),
            limits);
    this.server =
        new HttpServer(
            settings,
            routes,
            new SessionGuard(reader, environment, clock),
            sessionCookies::deletions,
            draining,
            new Surroundings(entropy, clock, System::nanoTime, events));
    this.port = server.start();
    this.wire = new BadInput(port);
  }

  private List<Route> rows(
      SessionReader reader, SessionCookies cookies, Draining draining, GlassVault vault) {
    var stores = data.stores();
    var tokens = environment.tokens();
    var signing =
        new SigningKeys(keys.port(), vault, tokens, entropy, events, clock, Runnable::run);
    var issue = new IssueToken(signing, vault, tokens, events, clock);
    var devices = new Devices(clock);
    var signUp =
        new SignUp(
            environment,
            users.port(),
            sessions.port(),
            stores.transactions(),
            hasher,
            password -> password.value().equals("password1"),
            entropy,
            events,
            clock);
    var handlers =
        new SessionHandlers(
            new SignIn(
                environment,
                users.port(),
                sessions.port(),
                hasher,
                entropy,
                Audits.at(data, clock),
                events,
                clock),
            new SignOut(sessions.port(), this.grace, events, clock),
            new ListSessions(environment, sessions.port(), clock),
            new RevokeSession(sessions.port(), this.grace, events, clock),
            new RevokeSessions(sessions.port(), this.grace, events, clock),
            issue,
            reader,
            cookies,
            devices);
    var health =
        new HealthHandlers(
            List.of(Check.of("store", () -> Check.State.OK)), () -> true, draining, Counters.NONE);
    var api =
        ApiRoutes.of(
            new AccountHandlers(signUp, cookies, devices),
            handlers,
            new TokenHandlers(issue, new PublishKeys(signing, vault)));
    return Stream.concat(api.stream(), health.routes().stream()).toList();
  }

  /** Another instance over the same data and clock, with other secrets. */
  public Api beside(SecretsSigner signer) {
    return new Api(
        environment, signer, data, clock, "vault", Duration.ZERO, ConnectionLimits.STANDARD);
  }

  /** Another instance over the same data and clock, whose secret opens none of the keys. */
  public Api withoutKeys() {
    return new Api(
        environment,
        SecretsSigner.of(SECRET),
        data,
        clock,
        "another",
        Duration.ZERO,
        ConnectionLimits.STANDARD);
  }

  public String origin() {
    return environment.publicUrl().origin();
  }

  /** The routes of the API: those below the base path. */
  public List<Route> routes() {
    return everyRoute().stream().filter(row -> !row.atRoot()).toList();
  }

  /** All that the server answers, health included. */
  public List<Route> everyRoute() {
    return routes.rows();
  }

  /** As clients send it. */
  public String pathOf(Route route) {
    return routes.pathOf(route);
  }

  public BadInput wire() {
    return wire;
  }

  public int port() {
    return port;
  }

  /** A browser that has not been here yet. */
  public Browser browser() {
    return new Browser(this);
  }

  /** A browser in which this person has just signed up. */
  public Browser signedUp(String name) {
    var browser = browser();
    var answer = browser.post("/sign-up/email", Bodies.signUp(name));
    if (answer.status() != 200) throw new IllegalStateException(answer.toString());
    return browser;
  }

  /** A browser in which this person, who has an account, has just signed in. */
  public Browser signedIn(String name) {
    var browser = browser();
    var answer = browser.post("/sign-in/email", Bodies.signIn(name));
    if (answer.status() != 200) throw new IllegalStateException(answer.toString());
    return browser;
  }

  public RawHttp.Answer get(String path, String... headers) {
    return send("GET", path, lines(headers), "");
  }

  /** JSON, from no browser: a client that sends no cookies and no origin. */
  public RawHttp.Answer post(String path, String body, String... headers) {
    return send("POST", path, "Content-Type: application/json\r\n" + lines(headers), body);
  }

  RawHttp.Answer send(String method, String path, String headers, String body) {
    var answer = wire.http().send(method, BASE + path, headers, body);
    wire.check(answer);
    return answer;
  }

  private static String lines(String... headers) {
    var text = new StringBuilder();
    for (String header : headers) text.append(header).append("\r\n");
    return text.toString();
  }

  @Override
  public void close() {
    server.stop();
  }
}
