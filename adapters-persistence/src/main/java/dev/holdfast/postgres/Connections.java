package dev.holdfast.postgres;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** How the driver is told where to connect. */
final class Connections {
  /** Beyond the longest statement: a last resort, each call sets its own deadline. */
  private static final Duration SOCKET = Duration.ofSeconds(10);

  private Connections() {}

  /** Connections that are made within this time or not at all. */
  static PGSimpleDataSource source(DatabaseSettings settings, Duration within) {
    var source = new PGSimpleDataSource();
    var hosts = settings.hosts();
    source.setServerNames(hosts.stream().map(DatabaseSettings.Host::name).toArray(String[]::new));
    source.setPortNumbers(hosts.stream().mapToInt(DatabaseSettings.Host::port).toArray());
    source.setDatabaseName(settings.database());
    source.setUser(settings.user());
    source.setPassword(settings.password());
    source.setApplicationName("holdfast");
    source.setTcpKeepAlive(true);
    source.setConnectTimeout(Math.toIntExact(within.toSeconds()));
    source.setSocketTimeout(Math.toIntExact(SOCKET.toSeconds()));
    // A pooler in transaction mode gives the next statement to another server connection.
    if (settings.looksPooled()) source.setPrepareThreshold(0);
    apply(settings.properties(), source);
    try {
      source.setLoginTimeout(Math.toIntExact(within.toSeconds()));
    } catch (SQLException impossible) {
      throw new IllegalStateException("the driver knows a login timeout", impossible);
    }
    return source;
  }

  private static void apply(Map<String, String> properties, PGSimpleDataSource source) {
    try {
      for (var property : properties.entrySet()) {
        source.setProperty(property.getKey(), property.getValue());
      }
    } catch (SQLException unknown) {
      throw new IllegalStateException("a checked property was refused", unknown);
    }
  }
}
