package dev.holdfast.bootstrap.settings;

import dev.holdfast.bootstrap.settings.Choices.LogFormat;
import dev.holdfast.bootstrap.settings.Choices.Reasons;
import dev.holdfast.bootstrap.settings.Choices.Role;
import dev.holdfast.bootstrap.settings.Configuration.Database;
import dev.holdfast.bootstrap.settings.Configuration.Listening;
import dev.holdfast.bootstrap.settings.Configuration.Logging;
import dev.holdfast.bootstrap.settings.Configuration.Metrics;
import dev.holdfast.bootstrap.settings.Configuration.Report;
import dev.holdfast.bootstrap.settings.Configuration.Result;
import dev.holdfast.bootstrap.settings.Configuration.Sessions;
import dev.holdfast.domain.account.PasswordPolicy;
import dev.holdfast.domain.config.Mode;
import dev.holdfast.domain.config.PublicUrl;
import dev.holdfast.domain.config.SignUpPolicy;
import dev.holdfast.domain.secret.SecretRing;
import dev.holdfast.domain.token.TokenPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads every setting, whatever was wrong before it, and lets them judge each other. */
final class ConfigurationReader {
  private final List<String> remarks = new ArrayList<>();
  private final Sources sources;
  private final Reading reading;
  private final Mode mode;

  private ConfigurationReader(Sources sources, Mode mode, List<Problem> problems) {
    this.sources = sources;
    this.reading = new Reading(sources, problems);
    this.mode = mode;
  }

  static Result read(Map<String, String> environment, Path dotEnv) {
    List<Problem> problems = new ArrayList<>();
    var process = Sources.of(environment);
    var mode = mode(process);
    boolean development = mode == Mode.DEVELOPMENT;
    var sources = development ? process.withDotEnv(dotEnv, problems) : process;
    var reader = new ConfigurationReader(sources, mode, problems);
    if (!development && Files.exists(dotEnv)) {
      reader.remarks.add(".env is not read in production");
    }
    var configuration = reader.configuration();
    problems.addAll(Names.problems(sources.names()));
    return problems.isEmpty() ? new Result.Valid(configuration) : new Result.Invalid(problems);
  }

  /**
   * The mode by the process environment alone (decisions "Configuration"). A wrong {@code
   * HOLDFAST_ENV} counts as production here and is reported later.
   */
  private static Mode mode(Sources process) {
    var alone = new Reading(process, new ArrayList<>());
    if (alone.isSet(Settings.ENV)) return alone.given(Settings.ENV).orElse(Mode.PRODUCTION);
    boolean https = alone.given(Settings.URL).filter(PublicUrl::isSecure).isPresent();
    boolean api = alone.given(Settings.ROLE).filter(Role.API::equals).isPresent();
    boolean production =
        https || alone.isSet(Settings.DATABASE_URL) || (api && ApiRules.isProduction(alone));
    return production ? Mode.PRODUCTION : Mode.DEVELOPMENT;
  }

  private Configuration configuration() {
    checkMode();
    var role = reading.orDefault(Settings.ROLE);
    boolean api = role == Role.API;
    int port = reading.orDefault(Settings.PORT);
    var url = publicUrl(port, api);
    var listening = listening(port);
    var secrets = api ? null : secrets();
    var database = database(api);
    var sessions =
        new Sessions(
            reading.orDefault(Settings.SESSION_EXPIRES_IN),
            reading.orDefault(Settings.SESSION_UPDATE_AGE),
            reading.orDefault(Settings.SESSION_FRESH_AGE),
            reading.given(Settings.SESSION_MAX_LIFETIME).orElse(null),
            reading.orDefault(Settings.SESSION_GRACE));
    var cookies = new CookieRules(reading, remarks).read(url);
    var signUp =
        new SignUpPolicy(
            reading.orDefault(Settings.SIGN_UP), reading.orDefault(Settings.AUTO_SIGN_IN));
    var passwords = passwords();
    var apiRules = new ApiRules(reading, remarks);
    var tokens = api ? apiRules.tokens() : tokens(url);
    var jwksUrl =
        api
            ? apiRules.jwksUrl()
            : reading.orDerived(Settings.JWKS_URL, url.jwksUrl(), url.jwksUrl());
    var auditRetention = reading.orDefault(Settings.AUDIT_RETENTION);
    var logging = logging();
    var metrics = metrics(port);
    var traces = new TraceReader(sources, reading, remarks).read();
    var folder = reading.orDefault(Settings.DATA_DIR).toAbsolutePath().normalize();
    checkLater();
    if (api) apiRules.check(tokens, jwksUrl);
    return new Configuration(
        mode,
        role,
        url,
        listening,
        secrets,
        database,
        sessions,
        cookies,
        signUp,
        passwords,
        tokens,
        jwksUrl,
        auditRetention,
        logging,
        metrics,
        traces,
        folder,
        new Report(api ? apiRules.told(reading.lines()) : reading.lines(), remarks));
  }

  private void checkMode() {
    var given = reading.given(Settings.ENV);
    if (given.isPresent() && given.get() != mode) {
      reading.problem(
          Settings.ENV.name(), "in .env cannot change the mode", "set it in the environment");
    } else if (given.isEmpty()) {
      reading.derived(Settings.ENV.name(), Forms.word(mode));
    }
  }

  private @Nullable SecretRing secrets() {
    var secrets = new Secrets(reading, mode, remarks).read();
    if (secrets != null) {
      reading.line("secrets", Secrets.shown(secrets), Origin.DERIVED);
    } else if (mode == Mode.DEVELOPMENT) {
      reading.line("BETTER_AUTH_SECRET", "kept in the data folder", Origin.GENERATED);
    }
    return secrets;
  }

  private PublicUrl publicUrl(int port, boolean api) {
    var given = reading.given(Settings.URL);
    if (given.isEmpty()) {
      var local = PublicUrl.parse("http://localhost:" + Math.max(port, 1));
      if (reading.isSet(Settings.URL) || api) return local;
      if (mode == Mode.PRODUCTION) {
        reading.problem(
            Settings.URL.name(),
            "is missing in production",
            "the public URL, such as https://auth.example.com");
      } else if (port == 0) {
        reading.problem(
            Settings.PORT.name(), "0 needs BETTER_AUTH_URL beside it", "a fixed port, or both");
      } else {
        reading.derived(Settings.URL.name(), local.origin());
      }
      return local;
    }
    var url = given.get();
    boolean insecure = reading.orDefault(Settings.ALLOW_INSECURE_HTTP);
    if (!url.isSecure() && !url.isLoopback()) {
      if (insecure) {
        remarks.add("passwords and cookies travel unencrypted: HOLDFAST_ALLOW_INSECURE_HTTP is on");
      } else {
        reading.problem(
            Settings.URL.name(),
            "is http and not this machine",
            "https, or HOLDFAST_ALLOW_INSECURE_HTTP=on if you must");
      }
    }
    return url;
  }

  private Listening listening(int port) {
    boolean development = mode == Mode.DEVELOPMENT;
    var address = development ? "127.0.0.1" : "0.0.0.0";
    var reasons = development ? Reasons.HEADER : Reasons.LOG;
    var listening =
        new Listening(
            reading.orDerived(Settings.LISTEN_ADDRESS, address, address),
            port,
            reading.given(Settings.TRUSTED_ORIGINS).orElse(List.of()),
            reading.given(Settings.TRUSTED_PROXIES).orElse(List.of()),
            reading.orDerived(Settings.REASONS, reasons, Forms.word(reasons)) == Reasons.HEADER,
            reading.given(Settings.SUSPEND_TOKEN).orElse(null),
            reading.given(Settings.DOCTOR_TOKEN).orElse(null),
            shutdownNotice());
    if (!development && listening.trustedProxies().isEmpty()) {
      remarks.add(
          "no trusted proxy: behind one, client addresses stay unknown until"
              + " HOLDFAST_TRUSTED_PROXIES names it");
    }
    return listening;
  }

  private Duration shutdownNotice() {
    var notice = mode == Mode.DEVELOPMENT ? Duration.ZERO : Duration.ofSeconds(2);
    return reading.orDerived(Settings.SHUTDOWN_NOTICE, notice, notice.toSeconds() + "s");
  }

  private Database database(boolean api) {
    var url = reading.given(Settings.DATABASE_URL).orElse(null);
    boolean needed = mode == Mode.PRODUCTION && !api;
    if (url == null && needed && !reading.isSet(Settings.DATABASE_URL)) {
      reading.problem(
          Settings.DATABASE_URL.name(),
          "is missing in production",
          "postgresql://USER:PASSWORD@HOST:5432/DATABASE");
    }
    var databaseMode = reading.orDefault(Settings.DATABASE_MODE);
    var unpooled = reading.given(Settings.DATABASE_URL_UNPOOLED).orElse(null);
    if (unpooled != null && url == null && !reading.isSet(Settings.DATABASE_URL)) {
      reading.problem(
          Settings.DATABASE_URL_UNPOOLED.name(),
          "is set without DATABASE_URL",
          "set both, or neither");
    }
    return new Database(
        url,
        unpooled,
        databaseMode,
        reading.orDefault(Settings.INSTANCES),
        Set.copyOf(sources.names()),
        reading.orDefault(Settings.COEXIST));
  }

  private PasswordPolicy passwords() {
    int least = reading.orDefault(Settings.PASSWORD_MIN_LENGTH);
    int most = reading.orDefault(Settings.PASSWORD_MAX_LENGTH);
    boolean blockList = reading.orDefault(Settings.PASSWORD_BLOCKLIST);
    if (least > most) {
      reading.problem(
          Settings.PASSWORD_MIN_LENGTH.name(),
          "is above HOLDFAST_PASSWORD_MAX_LENGTH",
          "a minimum at or below the maximum");
      return new PasswordPolicy(most, most, blockList);
    }
    return new PasswordPolicy(least, most, blockList);
  }

  private TokenPolicy tokens(PublicUrl url) {
    var origin = url.origin();
    var audience = reading.orDerived(Settings.AUDIENCE, List.of(origin), origin);
    if (audience.isEmpty()) {
      reading.problem(Settings.AUDIENCE.name(), "names nobody", "at least one audience");
      audience = List.of(origin);
    }
    return new TokenPolicy(
        reading.orDerived(Settings.ISSUER, origin, origin),
        audience,
        reading.orDefault(Settings.JWT_EXPIRES_IN),
        reading.orDefault(Settings.JWT_ALGORITHM));
  }

  private Logging logging() {
    var format = mode == Mode.DEVELOPMENT ? LogFormat.TEXT : LogFormat.JSON;
    return new Logging(
        reading.orDerived(Settings.LOG_FORMAT, format, Forms.word(format)),
        reading.orDefault(Settings.LOG_LEVEL));
  }

  private Metrics metrics(int port) {
    int own = reading.given(Settings.MANAGEMENT_PORT).orElse(0);
    if (own != 0 && own == port) {
      reading.problem(
          Settings.MANAGEMENT_PORT.name(),
          "is PORT as well, which the public reaches",
          "a port of its own, closed to the public");
    }
    return new Metrics(own, reading.given(Settings.METRICS_TOKEN).orElse(null));
  }

  /** Rows whose feature does not exist yet, and names that mean nothing here. */
  private void checkLater() {
    Settings.ALL.stream().filter(Setting::isLater).forEach(reading::given);
    if (mode == Mode.PRODUCTION && !reading.isSet(Settings.RATE_LIMIT)) {
      remarks.add(
          "requests are not limited: HOLDFAST_RATE_LIMIT, on by default in production, arrives"
              + " with a later version; let your proxy limit them until then");
    }
    Settings.IGNORED.stream()
        .filter(name -> sources.find(name) != null)
        .forEach(name -> remarks.add(name + " means nothing here and is ignored"));
  }
}
