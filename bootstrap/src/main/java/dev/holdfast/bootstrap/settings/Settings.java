package dev.holdfast.bootstrap.settings;

import dev.holdfast.bootstrap.settings.Choices.ChangeEmail;
import dev.holdfast.bootstrap.settings.Choices.Coexist;
import dev.holdfast.bootstrap.settings.Choices.CookieCache;
import dev.holdfast.bootstrap.settings.Choices.DatabaseMode;
import dev.holdfast.bootstrap.settings.Choices.LogFormat;
import dev.holdfast.bootstrap.settings.Choices.LogLevel;
import dev.holdfast.bootstrap.settings.Choices.Reasons;
import dev.holdfast.bootstrap.settings.Choices.Role;
import dev.holdfast.bootstrap.settings.Choices.SameSite;
import dev.holdfast.domain.config.Mode;
import dev.holdfast.domain.config.PublicUrl;
import dev.holdfast.domain.token.Algorithm;
import dev.holdfast.postgres.DatabaseSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Every setting there is (design "Configuration", protocol env). The reference page is made from
 * this table; a row that is missing here does not exist.
 */
public final class Settings {
  private static final Set<String> OFF = Set.of("off", "false", "0", "no");

  // What this deployment is.
  static final Setting<Mode> ENV =
      Setting.of("HOLDFAST_ENV", Forms.oneOf(Mode.class), null, "development or production")
          .by("production once DATABASE_URL or an https BETTER_AUTH_URL is set, else development");
  static final Setting<Role> ROLE =
      Setting.of(
          "HOLDFAST_ROLE",
          Forms.oneOf(Role.class),
          "all",
          "what this process serves: all, auth (no /api/me, /api/verify), api (those alone)");
  static final Setting<PublicUrl> URL =
      Setting.of(
              "BETTER_AUTH_URL",
              Forms::publicUrl,
              null,
              "the one URL under which browsers and APIs reach this server")
          .or(
              "NEXT_PUBLIC_BETTER_AUTH_URL",
              "PUBLIC_BETTER_AUTH_URL",
              "NUXT_PUBLIC_BETTER_AUTH_URL",
              "NUXT_PUBLIC_AUTH_URL",
              "BASE_URL")
          .by("http://localhost:PORT in development; needed in production");
  static final Setting<List<String>> TRUSTED_ORIGINS =
      Setting.of(
          "BETTER_AUTH_TRUSTED_ORIGINS",
          Forms::origins,
          null,
          "further origins that may call with cookies, between commas; wildcards * and ?");
  static final Setting<Integer> PORT =
      Setting.of("PORT", Forms.number(0, 65_535), "3000", "where to listen");
  static final Setting<String> LISTEN_ADDRESS =
      Setting.of("HOLDFAST_LISTEN_ADDRESS", Forms::text, null, "the address to listen on")
          .by("127.0.0.1 in development, 0.0.0.0 in production");
  static final Setting<Duration> SHUTDOWN_NOTICE =
      Setting.of(
              "HOLDFAST_SHUTDOWN_NOTICE",
              Durations.between("0", "60s"),
              null,
              "how long requests are still taken after SIGTERM turned readiness red")
          .by("2s in production, 0 in development");
  static final Setting<Boolean> ALLOW_INSECURE_HTTP =
      Setting.of(
          "HOLDFAST_ALLOW_INSECURE_HTTP",
          Forms::onOff,
          "off",
          "on: an http public URL that is not this machine may start");
  static final Setting<Path> DATA_DIR =
      Setting.of(
          "HOLDFAST_DATA_DIR",
          Forms::folder,
          "./holdfast-data",
          "embedded PostgreSQL and the development secret");

  // Secrets.
  static final Setting<String> SECRET =
      Setting.of("BETTER_AUTH_SECRET", Settings::unchanged, null, "signs cookies, seals columns")
          .or("AUTH_SECRET")
          .by("generated and kept in HOLDFAST_DATA_DIR in development; needed in production")
          .hidden();
  static final Setting<String> SECRETS =
      Setting.of(
              "BETTER_AUTH_SECRETS",
              Settings::unchanged,
              null,
              "several secrets, the current one first: 2:NEW,1:OLD")
          .hidden();
  static final Setting<String> RETIRED_SECRETS =
      Setting.of(
              "HOLDFAST_RETIRED_SECRETS",
              Settings::unchanged,
              null,
              "secrets between commas that are recognised to say so, and never accepted")
          .hidden();

  // Database.
  static final Setting<DatabaseSettings> DATABASE_URL =
      Setting.of(
              "DATABASE_URL",
              Forms.databaseUrl("DATABASE_URL"),
              null,
              "PostgreSQL, as a libpq or JDBC URL")
          .by("an embedded PostgreSQL in development; needed in production")
          .hidden();
  static final Setting<DatabaseSettings> DATABASE_URL_UNPOOLED =
      Setting.of(
              "DATABASE_URL_UNPOOLED",
              Forms.databaseUrl("DATABASE_URL_UNPOOLED"),
              null,
              "the same database past a pooler; may carry the owner role for migrations")
          .by("DATABASE_URL")
          .hidden();
  static final Setting<DatabaseMode> DATABASE_MODE =
      Setting.of(
          "HOLDFAST_DATABASE_MODE",
          Forms.oneOf(DatabaseMode.class),
          "auto",
          "how connections are kept: direct, pooler (transaction mode), serverless, or auto");
  static final Setting<Integer> INSTANCES =
      Setting.of(
          "HOLDFAST_INSTANCES",
          Forms.number(1, 1_000),
          "1",
          "how many processes share the connections that the database role may open");
  static final Setting<String> SUSPEND_TOKEN =
      Setting.of(
              "HOLDFAST_SUSPEND_TOKEN",
              Settings::token,
              null,
              "bearer token of POST /internal/suspend, which lets go of idle connections")
          .hidden();
  static final Setting<String> DOCTOR_TOKEN =
      Setting.of(
              "HOLDFAST_DOCTOR_TOKEN",
              Settings::token,
              null,
              "bearer token of /internal/doctor, by which doctor --url proves a deployment; the"
                  + " same for server and command")
          .by("follows from the secret in development; without one in production doctor is refused")
          .hidden();
  static final Setting<Coexist> COEXIST =
      Setting.of(
          "HOLDFAST_COEXIST",
          Forms.oneOf(Coexist.class),
          "auto",
          "on: write only what better-auth can read; auto: on if its tables were there first");

  // Sessions and cookies. Browsers cut cookies at 400 days (RFC 6265bis §5.5).
  static final Setting<Duration> SESSION_EXPIRES_IN =
      Setting.of(
          "HOLDFAST_SESSION_EXPIRES_IN",
          Durations.between("1m", "400d"),
          "7d",
          "from sign-in or renewal to a session's end");
  static final Setting<Duration> SESSION_UPDATE_AGE =
      Setting.of(
          "HOLDFAST_SESSION_UPDATE_AGE",
          Durations.between("0", "400d"),
          "1d",
          "how old a session is when it is renewed");
  static final Setting<Duration> SESSION_FRESH_AGE =
      Setting.of(
          "HOLDFAST_SESSION_FRESH_AGE",
          Durations.between("0", "400d"),
          "1d",
          "how long after sign-in sensitive changes are allowed; 0: always");
  static final Setting<Duration> SESSION_MAX_LIFETIME =
      Setting.of(
              "HOLDFAST_SESSION_MAX_LIFETIME",
              Durations.between("0", "3650d"),
              null,
              "from sign-in to the end that no renewal moves; 0: none")
          .by("30d; 0 while coexist is on");
  static final Setting<SameSite> COOKIE_SAMESITE =
      Setting.of(
          "HOLDFAST_COOKIE_SAMESITE",
          Forms.oneOf(SameSite.class),
          "lax",
          "lax, strict, or none where the pages live on another site");
  static final Setting<String> COOKIE_DOMAIN =
      Setting.of(
              "HOLDFAST_COOKIE_DOMAIN",
              Forms::cookieDomain,
              null,
              "share cookies with every host below this domain")
          .by("none: the host of BETTER_AUTH_URL alone");
  static final Setting<String> COOKIE_PREFIX =
      Setting.of(
          "HOLDFAST_COOKIE_PREFIX",
          Forms::cookiePrefix,
          "better-auth",
          "what cookies' names begin with; one that begins with __Host- pins them to the host");
  static final Setting<Boolean> COOKIE_SECURE =
      Setting.of(
              "HOLDFAST_COOKIE_SECURE",
              Forms::onOff,
              null,
              "whether cookies are named __Secure- and sent over https alone")
          .by("on for an https BETTER_AUTH_URL");
  static final Setting<CookieCache> COOKIE_CACHE =
      Setting.of(
              "HOLDFAST_COOKIE_CACHE",
              Forms.oneOf(CookieCache.class),
              "off",
              "keep a session's data in a cookie: compact, jwt, jwe")
          .later(Settings::isOff);
  static final Setting<Duration> COOKIE_CACHE_MAX_AGE =
      Setting.of(
              "HOLDFAST_COOKIE_CACHE_MAX_AGE",
              Durations.between("1s", "1d"),
              "5m",
              "how long the cookie cache is believed")
          .later("5m"::equals);
  static final Setting<Duration> SESSION_GRACE =
      Setting.of(
          "HOLDFAST_SESSION_GRACE",
          Durations.between("0", "1h"),
          "0",
          "how long verified sessions are served to reads while the database is away");

  // Requests.
  static final Setting<List<String>> TRUSTED_PROXIES =
      Setting.of(
          "HOLDFAST_TRUSTED_PROXIES",
          Networks::parse,
          null,
          "networks whose forwarding headers are believed, between commas");
  static final Setting<String> RATE_LIMIT =
      Setting.of("HOLDFAST_RATE_LIMIT", Forms::text, null, "limits of requests: on, off, or rules")
          .by("on in production, else off")
          .later(Settings::isOff);
  static final Setting<Reasons> REASONS =
      Setting.of(
              "HOLDFAST_REASONS",
              Forms.oneOf(Reasons.class),
              null,
              "where a refusal's reason is told: header (and log), or log alone")
          .by("header in development, log in production");

  // Accounts.
  static final Setting<Boolean> SIGN_UP =
      Setting.of("HOLDFAST_SIGN_UP", Forms::onOff, "on", "whether anybody may sign up");
  static final Setting<Boolean> AUTO_SIGN_IN =
      Setting.of("HOLDFAST_AUTO_SIGN_IN", Forms::onOff, "on", "whether signing up signs in");
  static final Setting<Boolean> REQUIRE_EMAIL_VERIFICATION =
      Setting.of(
              "HOLDFAST_REQUIRE_EMAIL_VERIFICATION",
              Forms::onOff,
              "off",
              "whether an address must be verified before sign-in")
          .later(Settings::isOff);
  static final Setting<Integer> PASSWORD_MIN_LENGTH =
      Setting.of(
          "HOLDFAST_PASSWORD_MIN_LENGTH",
          Forms.number(1, 1024),
          "8",
          "shortest password that may be set, in characters");
  static final Setting<Integer> PASSWORD_MAX_LENGTH =
      Setting.of(
          "HOLDFAST_PASSWORD_MAX_LENGTH",
          Forms.number(64, 1024),
          "128",
          "longest password that may be set, in characters");
  static final Setting<Boolean> PASSWORD_BLOCKLIST =
      Setting.of(
          "HOLDFAST_PASSWORD_BLOCKLIST",
          Forms::onOff,
          "on",
          "whether the commonest passwords are refused where one is set");
  static final Setting<ChangeEmail> CHANGE_EMAIL =
      Setting.of(
              "HOLDFAST_CHANGE_EMAIL",
              Forms.oneOf(ChangeEmail.class),
              "off",
              "whether users may change their address: verified, without-verification")
          .later(Settings::isOff);
  static final Setting<Boolean> DELETE_USER =
      Setting.of("HOLDFAST_DELETE_USER", Forms::onOff, "off", "whether users may delete themselves")
          .later(Settings::isOff);

  // Tokens.
  static final Setting<String> ISSUER =
      Setting.of("BETTER_AUTH_ISSUER", Forms::text, null, "the issuer that tokens name")
          .by("the origin of BETTER_AUTH_URL; needed where HOLDFAST_ROLE is api");
  static final Setting<List<String>> AUDIENCE =
      Setting.of("BETTER_AUTH_AUDIENCE", Forms::list, null, "whom tokens are for, between commas")
          .by("the origin of BETTER_AUTH_URL; needed where HOLDFAST_ROLE is api");
  static final Setting<String> JWKS_URL =
      Setting.of(
              "BETTER_AUTH_JWKS_URL", Forms::webAddress, null, "where APIs fetch the public keys")
          .by("BETTER_AUTH_URL and /jwks; needed where HOLDFAST_ROLE is api");
  static final Setting<Algorithm> JWT_ALGORITHM =
      Setting.of(
          "HOLDFAST_JWT_ALGORITHM",
          Forms::algorithm,
          "EdDSA",
          "of new signing keys: EdDSA, ES256, ES512, RS256, PS256");
  static final Setting<Duration> JWT_EXPIRES_IN =
      Setting.of(
          "HOLDFAST_JWT_EXPIRES_IN",
          Durations.between("10s", "30d"),
          "15m",
          "life of an access token, cut to its session's end");

  // Logs, metrics, mail.
  static final Setting<LogFormat> LOG_FORMAT =
      Setting.of("HOLDFAST_LOG_FORMAT", Forms.oneOf(LogFormat.class), null, "json or text")
          .by("text in development, json in production");
  static final Setting<LogLevel> LOG_LEVEL =
      Setting.of(
          "HOLDFAST_LOG_LEVEL",
          Forms.oneOf(LogLevel.class),
          "info",
          "the least level that is written: error, warn, info, debug");
  static final Setting<Duration> AUDIT_RETENTION =
      Setting.of(
          "HOLDFAST_AUDIT_RETENTION",
          Durations.between("0", "3650d"),
          "90d",
          "how long rows of the audit are kept after they were sealed; 0: for ever");
  static final Setting<String> METRICS_TOKEN =
      Setting.of(
              "HOLDFAST_METRICS_TOKEN",
              Settings::token,
              null,
              "bearer token of GET /metrics on the main port; without one it is 404 there")
          .hidden();
  static final Setting<Integer> MANAGEMENT_PORT =
      Setting.of(
              "HOLDFAST_MANAGEMENT_PORT",
              Forms.number(1, 65_535),
              null,
              "a port of its own for GET /metrics, without a token: keep it from the public")
          .by("none");
  static final Setting<String> SMTP_URL =
      Setting.of("HOLDFAST_SMTP_URL", Settings::unchanged, null, "where mail goes out")
          .hidden()
          .later(text -> false);
  static final Setting<String> MAIL_FROM =
      Setting.of("HOLDFAST_MAIL_FROM", Forms::text, null, "the sender of mail")
          .later(text -> false);

  /** The whole table, in the order of the reference page. */
  public static final List<Setting<?>> ALL =
      List.of(
          ENV,
          ROLE,
          URL,
          TRUSTED_ORIGINS,
          PORT,
          LISTEN_ADDRESS,
          SHUTDOWN_NOTICE,
          ALLOW_INSECURE_HTTP,
          DATA_DIR,
          SECRET,
          SECRETS,
          RETIRED_SECRETS,
          DATABASE_URL,
          DATABASE_URL_UNPOOLED,
          DATABASE_MODE,
          INSTANCES,
          SUSPEND_TOKEN,
          DOCTOR_TOKEN,
          COEXIST,
          SESSION_EXPIRES_IN,
          SESSION_UPDATE_AGE,
          SESSION_FRESH_AGE,
          SESSION_MAX_LIFETIME,
          SESSION_GRACE,
          COOKIE_SAMESITE,
          COOKIE_DOMAIN,
          COOKIE_PREFIX,
          COOKIE_SECURE,
          COOKIE_CACHE,
          COOKIE_CACHE_MAX_AGE,
          TRUSTED_PROXIES,
          RATE_LIMIT,
          REASONS,
          SIGN_UP,
          AUTO_SIGN_IN,
          REQUIRE_EMAIL_VERIFICATION,
          PASSWORD_MIN_LENGTH,
          PASSWORD_MAX_LENGTH,
          PASSWORD_BLOCKLIST,
          CHANGE_EMAIL,
          DELETE_USER,
          ISSUER,
          AUDIENCE,
          JWKS_URL,
          JWT_ALGORITHM,
          JWT_EXPIRES_IN,
          LOG_FORMAT,
          LOG_LEVEL,
          AUDIT_RETENTION,
          METRICS_TOKEN,
          MANAGEMENT_PORT,
          SMTP_URL,
          MAIL_FROM);

  /** Names of the reference that mean nothing here; accepted, and said to be ignored. */
  public static final List<String> IGNORED =
      List.of(
          "BETTER_AUTH_TELEMETRY",
          "BETTER_AUTH_TELEMETRY_DEBUG",
          "BETTER_AUTH_TELEMETRY_ENDPOINT",
          "BETTER_AUTH_TELEMETRY_ID");

  /** One group for each provider of social sign-in; the feature comes with a later version. */
  public static final Pattern PROVIDER_GROUP =
      Pattern.compile(
          "HOLDFAST_OAUTH_[A-Z0-9]+(?:_[A-Z0-9]+)*_"
              + "(?:CLIENT_ID|CLIENT_SECRET(?:_FILE)?|ISSUER|SCOPES|DISCOVERY_URL)");

  private Settings() {}

  private static boolean isOff(String text) {
    return OFF.contains(text.toLowerCase(Locale.ROOT));
  }

  /** Secrets are taken as they are: a space at their end is part of them. */
  private static String unchanged(String text) {
    return text;
  }

  private static String token(String text) {
    if (text.length() >= 16) return text;
    throw new Malformed("is shorter than 16 characters", "a random one: openssl rand -hex 32");
  }

  /** Whether a text is accepted for a row whose feature does not exist yet. */
  static boolean asksForWhatIsMissing(Setting<?> setting, String text) {
    Predicate<String> nothing = setting.asksNothing();
    return nothing != null && !nothing.test(text);
  }
}
