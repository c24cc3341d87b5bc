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
  private static final int SOCKET_MILLIS = 10_000;

  private Connections() {}

  static String url(DatabaseSettings settings) {
    var hosts = settings.hosts().stream().map(DatabaseSettings.Host::toString).toList();
    // The driver decodes the name; it takes a plus sign for a blank, as the encoder writes it.
    var name = URLEncoder.encode(settings.database(), StandardCharsets.UTF_8);
    return "jdbc:postgresql://" + String.join(",", hosts) + "/" + name;
  }

  /**
   * Everything but the place; a connection is made within this time or not at all.
   *
   * @param pooled whether a pooler gives the next statement to another server connection
   */
  private static Properties properties(DatabaseSettings settings, boolean pooled, Duration within) {
    var properties = new Properties();
    properties.setProperty("ApplicationName", "holdfast");
    properties.setProperty("tcpKeepAlive", "true");
    // Each host gets its part, or one that is silent would take the others' time.
    long each = Math.max(1, within.toSeconds() / settings.hosts().size());
    properties.setProperty("connectTimeout", Long.toString(each));
    // For the log-in as well; afterwards there is a longer one.
    properties.setProperty("socketTimeout", Long.toString(each));
    // By default the driver remembers for ten seconds that a host was no primary.
    properties.setProperty("hostRecheckSeconds", "1");
    if (pooled) properties.setProperty("prepareThreshold", "0");
    settings.properties().forEach(properties::setProperty);
    // The detail of an error is the row that it concerns; no line may show that (checklist 16.4).
    properties.setProperty("logServerErrorDetail", "false");
    properties.setProperty("user", settings.user());
    var password = settings.password();
    if (password != null) properties.setProperty("password", password);
    properties.setProperty("loginTimeout", Long.toString(within.toSeconds()));
    return properties;
  }

  /** A connection of its own, outside the pool. */
  static Connection open(DatabaseSettings settings, boolean pooled, Duration within)
      throws SQLException {
    var connection =
        DriverManager.getConnection(url(settings), properties(settings, pooled, within));
    connection.setNetworkTimeout(Runnable::run, SOCKET_MILLIS);
    return connection;
  }

  /**
   * Whether a pooler lies in between: it told the driver of a process of its own, not the server's.
   * The driver is asked by name, since its types cannot be compiled against without its
   * annotations.
   *
   * @param process the server's, as the server says
   */
  static boolean isPooled(Connection connection, int process) {
    try {
      var told = connection.getClass().getMethod("getBackendPID").invoke(connection);
      return told instanceof Integer pid && pid != process;
    } catch (ReflectiveOperationException unknown) {
      return false;
    }
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
