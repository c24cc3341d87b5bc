package dev.holdfast.postgres;

import dev.holdfast.domain.InvalidValue;
import dev.holdfast.postgres.DatabaseSettings.Host;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads connection URLs as libpq writes them ({@code postgresql://user:password@host:port/name?…},
 * PostgreSQL manual §34.1.1.2), and the driver's {@code jdbc:postgresql://} form.
 */
final class DatabaseUrl {
  private static final int DEFAULT_PORT = 5432;

  private final String variable;

  DatabaseUrl(String variable) {
    this.variable = variable;
  }

  DatabaseSettings parse(String text) {
    var rest = withoutScheme(text.strip());
    int query = rest.indexOf('?');
    var parameters = query < 0 ? new TreeMap<String, String>() : query(rest.substring(query + 1));
    var place = query < 0 ? rest : rest.substring(0, query);

    int slash = place.indexOf('/');
    var authority = slash < 0 ? place : place.substring(0, slash);
    var path = slash < 0 ? "" : decoded(place.substring(slash + 1));
    // The last @: passwords with an unescaped one are common, host names with one do not exist.
    int at = authority.lastIndexOf('@');
    var login = at < 0 ? "" : authority.substring(0, at);
    int colon = login.indexOf(':');

    var user =
        or(parameters.remove("user"), decoded(colon < 0 ? login : login.substring(0, colon)));
    var password = or(parameters.remove("password"), colon < 0 ? "" : after(login, colon));
    var database = or(parameters.remove("dbname"), path);
    var schema = or(parameters.remove("schema"), or(parameters.remove("currentSchema"), ""));
    var hosts = hosts(authority.substring(at + 1), parameters);
    if (user.isEmpty()) throw invalid("names no user");

    var reader = new DatabaseParameters(variable, hosts);
    return new DatabaseSettings(
        hosts,
        database.isEmpty() ? user : database,
        user,
        password.isEmpty() ? null : password,
        schema.isEmpty() ? null : schema,
        reader.properties(parameters),
        reader.poolSize(parameters));
  }

  private String withoutScheme(String text) {
    for (var scheme : List.of("postgresql://", "postgres://", "jdbc:postgresql://")) {
      if (text.toLowerCase(Locale.ROOT).startsWith(scheme)) return text.substring(scheme.length());
    }
    throw invalid("must start with postgres://, postgresql:// or jdbc:postgresql://");
  }

  private List<Host> hosts(String text, Map<String, String> parameters) {
    var names = parameters.remove("host");
    var ports = parameters.remove("port");
    if (names == null) {
      names = text;
    } else if (ports != null) {
      names = joined(names.split(",", -1), ports.split(",", -1));
    }
    var hosts = new ArrayList<Host>();
    for (var one : names.split(",", -1)) hosts.add(host(decoded(one)));
    return hosts;
  }

  private String joined(String[] names, String[] ports) {
    if (ports.length != 1 && ports.length != names.length) {
      throw invalid("has another number of ports than of hosts");
    }
    var joined = new ArrayList<String>();
    for (int i = 0; i < names.length; i++) {
      joined.add(names[i] + ":" + ports[ports.length == 1 ? 0 : i]);
    }
    return String.join(",", joined);
  }

  private Host host(String text) {
    if (text.isEmpty()) throw invalid("names no host");
    if (text.startsWith("/")) {
      throw invalid("names a Unix socket, which is not supported; use a host name and a port");
    }
    int bracket = text.lastIndexOf(']');
    int colon = text.indexOf(':', Math.max(bracket, 0));
    var name = colon < 0 ? text : text.substring(0, colon);
    if (name.startsWith("[") && name.endsWith("]")) name = name.substring(1, name.length() - 1);
    if (name.isEmpty()) throw invalid("names no host");
    return new Host(name, colon < 0 ? DEFAULT_PORT : port(text.substring(colon + 1)));
  }

  private int port(String text) {
    if (text.matches("\\d{1,5}")) {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= 65_535) return port;
    }
    throw invalid("has no valid port; in the password, : / ? # @ must be percent-encoded");
  }

  private Map<String, String> query(String text) {
    var parameters = new TreeMap<String, String>();
    for (var pair : text.split("&", -1)) {
      if (pair.isEmpty()) continue;
      int equals = pair.indexOf('=');
      if (equals < 1) throw invalid("has a parameter without a value");
      var name = decoded(pair.substring(0, equals));
      if (parameters.put(name, decoded(pair.substring(equals + 1))) != null) {
        throw invalid("has the parameter " + name + " twice");
      }
    }
    return parameters;
  }

  private String after(String login, int colon) {
    return decoded(login.substring(colon + 1));
  }

  /** Percent-decoding alone: a plus sign is a plus sign here. */
  private String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw invalid("has a % that is not followed by two hexadecimal digits");
    }
  }

  private static String or(@Nullable String first, String second) {
    return first == null ? second : first;
  }

  private InvalidValue invalid(String what) {
    return new InvalidValue(variable, "INVALID_DATABASE_URL", what);
  }
}
