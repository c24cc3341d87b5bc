package dev.holdfast.postgres;

import dev.holdfast.domain.InvalidValue;
import dev.holdfast.postgres.DatabaseSettings.Host;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns the parameters of a connection URL into the driver's properties. Knows libpq's names
 * (PostgreSQL manual §34.1.2), the driver's, and the few that other client libraries have made
 * common. A name that nobody knows is refused: a misspelt {@code sslmode} must not go unnoticed.
 */
final class DatabaseParameters {
  /** libpq's names to the driver's, where the values are the same. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "application_name", "ApplicationName",
          "channel_binding", "channelBinding",
          "gssencmode", "gssEncMode",
          "sslnegotiation", "sslNegotiation",
          "require_auth", "requireAuth",
          "krbsrvname", "kerberosServerName",
          "options", "options");

  /** Known elsewhere, and without a meaning for this server. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "client_encoding",
          "connection_limit",
          "fallback_application_name",
          "keepalives_count",
          "keepalives_idle",
          "keepalives_interval",
          "pool_timeout",
          "sslcompression",
          "sslsni",
          "statement_cache_size",
          "tcp_user_timeout",
          "uselibpqcompat");

  /** Would break what this server relies on: bound parameters, time limits, one transaction. */
  private static final Set<String> REFUSED =
      Set.of("preferQueryMode", "autosave", "defaultRowFetchSize", "readOnly", "replication");

  private static final Map<String, String> TARGETS =
      Map.of(
          "any", "any",
          "read-write", "primary",
          "primary", "primary",
          "read-only", "secondary",
          "standby", "secondary",
          "prefer-standby", "preferSecondary");

  private static final Set<String> TLS_MODES =
      Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  private static final String JVM_TRUST = "org.postgresql.ssl.DefaultJavaSSLFactory";

  private final String variable;
  private final List<Host> hosts;

  DatabaseParameters(String variable, List<Host> hosts) {
    this.variable = variable;
    this.hosts = hosts;
  }

  Map<String, String> properties(Map<String, String> given) {
    var properties = new TreeMap<String, String>();
    given.forEach((name, value) -> add(name, value, properties));
    decideTls(properties);
    if (hosts.size() > 1) properties.putIfAbsent("targetServerType", "primary");
    return properties;
  }

  /** Prisma's {@code connection_limit} means what our pool's size means. */
  @Nullable Integer poolSize(Map<String, String> given) {
    var limit = given.get("connection_limit");
    if (limit == null) return null;
    int size = whole("connection_limit", limit);
    if (size < 1) throw invalid("has a connection_limit below 1");
    return size;
  }

  private void add(String name, String value, Map<String, String> properties) {
    switch (name) {
      case "connect_timeout" ->
          properties.put("connectTimeout", Integer.toString(whole(name, value)));
      case "keepalives" -> properties.put("tcpKeepAlive", Boolean.toString(!value.equals("0")));
      case "load_balance_hosts" ->
          properties.put("loadBalanceHosts", Boolean.toString(value.equals("random")));
      case "target_session_attrs" -> properties.put("targetServerType", target(value));
      case "pgbouncer" -> {
        if (value.equals("true")) properties.put("prepareThreshold", "0");
      }
      case "ssl" ->
          properties.putIfAbsent("sslmode", value.equals("false") ? "disable" : "verify-full");
      case "sslmode" -> properties.put(name, tlsMode(value));
      default -> addUnchanged(name, value, properties);
    }
  }

  private void addUnchanged(String name, String value, Map<String, String> properties) {
    if (WITHOUT_EFFECT.contains(name)) return;
    if (REFUSED.contains(name))
      throw invalid("has the parameter " + name + ", which must not be set");
    var own = RENAMED.getOrDefault(name, name);
    if (!Connections.knownProperties().contains(own)) {
      throw invalid("has the parameter " + name + ", which is not known");
    }
    properties.put(own, value);
  }

  private String target(String value) {
    var target = TARGETS.get(value);
    if (target == null) throw invalid("has a target_session_attrs that is not known");
    return target;
  }

  private String tlsMode(String value) {
    var mode = value.toLowerCase(Locale.ROOT);
    if (mode.equals("no-verify")) return "require";
    if (!TLS_MODES.contains(mode)) throw invalid("has an sslmode that is not known");
    return mode;
  }

  /**
   * An explicit mode means what libpq says. Without one: verify-full off this machine (checklist
   * 19.1), none on it. Certificates are those of {@code sslrootcert}, else of the JVM.
   */
  private void decideTls(Map<String, String> properties) {
    boolean local = hosts.stream().allMatch(Host::isLoopback);
    var mode = properties.computeIfAbsent("sslmode", absent -> local ? "disable" : "verify-full");
    var root = properties.get("sslrootcert");
    if ("system".equals(root)) {
      properties.remove("sslrootcert");
      properties.putIfAbsent("sslfactory", JVM_TRUST);
    } else if (root != null && mode.equals("require")) {
      // libpq: a root certificate turns "require" into "verify-ca".
      properties.put("sslmode", "verify-ca");
    } else if (root == null && mode.startsWith("verify-") && !libpqRootExists()) {
      properties.putIfAbsent("sslfactory", JVM_TRUST);
    }
  }

  /** The driver reads libpq's own file where there is one. */
  private static boolean libpqRootExists() {
    @Nullable String home = System.getProperty("user.home");
    return home != null && Files.exists(Path.of(home, ".postgresql", "root.crt"));
  }

  private int whole(String name, String value) {
    if (value.matches("\\d{1,6}")) return Integer.parseInt(value);
    throw invalid("has a " + name + " that is not a whole number");
  }

  private InvalidValue invalid(String what) {
    return new InvalidValue(variable, "INVALID_DATABASE_URL", what);
  }
}
