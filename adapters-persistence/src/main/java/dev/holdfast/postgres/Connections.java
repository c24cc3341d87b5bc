package dev.holdfast.postgres;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/** How the driver is told where to connect. The driver is known by its URL and property names. */
final class Connections {
  /** Beyond the longest statement: a last resort, each call sets its own deadline. */
  private static final Duration SOCKET = Duration.ofSeconds(10);

  private Connections() {}

  static String url(DatabaseSettings settings) {
    var hosts = settings.hosts().stream().map(DatabaseSettings.Host::toString).toList();
    // The driver decodes the name; it takes a plus sign for a blank, as the encoder writes it.
    var name = URLEncoder.encode(settings.database(), StandardCharsets.UTF_8);
    return "jdbc:postgresql://" + String.join(",", hosts) + "/" + name;
  }

  /** Everything but the place; a connection is made within this time or not at all. */
  static Properties properties(DatabaseSettings settings, Duration within) {
    var properties = new Properties();
    properties.setProperty("ApplicationName", "holdfast");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("connectTimeout", Long.toString(within.toSeconds()));
    properties.setProperty("socketTimeout", Long.toString(SOCKET.toSeconds()));
    // A pooler in transaction mode gives the next statement to another server connection.
    if (settings.looksPooled()) properties.setProperty("prepareThreshold", "0");
    settings.properties().forEach(properties::setProperty);
    properties.setProperty("user", settings.user());
    var password = settings.password();
    if (password != null) properties.setProperty("password", password);
    properties.setProperty("loginTimeout", Long.toString(within.toSeconds()));
    return properties;
  }

  /** A connection of its own, outside the pool. */
  static Connection open(DatabaseSettings settings, Duration within) throws SQLException {
    return DriverManager.getConnection(url(settings), properties(settings, within));
  }

  /** The names of all properties that the driver has. */
  static Set<String> knownProperties() {
    var url = "jdbc:postgresql://localhost/any";
    try {
      var all = DriverManager.getDriver(url).getPropertyInfo(url, new Properties());
      return Arrays.stream(all)
          .map((DriverPropertyInfo property) -> property.name)
          .collect(Collectors.toUnmodifiableSet());
    } catch (SQLException absent) {
      throw new IllegalStateException("the PostgreSQL driver is part of this program", absent);
    }
  }
}
