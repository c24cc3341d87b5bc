package dev.holdfast.postgres;

import dev.holdfast.domain.InvalidValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is and as whom it is asked; checked, and in the driver's own terms. Never
 * prints the password.
 *
 * @param hosts one, or several of which the primary is used
 * @param schema where the tables are; null: as the role's search path says
 * @param properties connection properties by pgjdbc's names; TLS is among them and always decided
 * @param poolSize the most connections at one time; null: as the mode says
 */
public record DatabaseSettings(
    List<Host> hosts,
    String database,
    String user,
    @Nullable String password,
    @Nullable String schema,
    Map<String, String> properties,
    @Nullable Integer poolSize) {

  /** One server. */
  public record Host(String name, int port) {
    /** Whether the way to it never leaves this machine, where TLS protects nothing. */
    public boolean isLoopback() {
      var plain = name.toLowerCase(Locale.ROOT);
      return plain.equals("localhost")
          || plain.endsWith(".localhost")
          || plain.equals("::1")
          || plain.matches("127(?:\\.\\d{1,3}){3}");
    }

    @Override
    public String toString() {
      return (name.indexOf(':') < 0 ? name : "[" + name + "]") + ":" + port;
    }
  }

  public DatabaseSettings {
    hosts = List.copyOf(hosts);
    properties = Map.copyOf(properties);
    if (hosts.isEmpty()) throw new IllegalArgumentException("a database has a host");
    if (poolSize != null && poolSize < 1) {
      throw new IllegalArgumentException("a pool has at least one connection");
    }
  }

  /**
   * Reads the URL that the named variable holds.
   *
   * @throws InvalidValue naming the variable and what is wrong, without the value
   */
  public static DatabaseSettings parse(String variable, String url) {
    return new DatabaseUrl(variable).parse(url);
  }

  /** Hosts and database, as a log line may show them. */
  public String place() {
    return String.join(",", hosts.stream().map(Host::toString).toList()) + "/" + database;
  }

  /**
   * Whether a pooler in transaction mode is likely in between, which knows no named prepared
   * statements: said so ({@code pgbouncer=true}), by a pooler's usual port, or by its host name.
   */
  public boolean looksPooled() {
    return "0".equals(properties.get("prepareThreshold"))
        || hosts.stream().anyMatch(host -> host.port() == 6432 || host.port() == 6543)
        || hosts.stream().anyMatch(host -> host.name().contains("-pooler."));
  }

  @Override
  public String toString() {
    var shown = new TreeMap<>(properties);
    shown.replaceAll((name, value) -> name.toLowerCase(Locale.ROOT).contains("pass") ? "*" : value);
    return "DatabaseSettings[" + user + "@" + place() + " " + shown + "]";
  }
}
