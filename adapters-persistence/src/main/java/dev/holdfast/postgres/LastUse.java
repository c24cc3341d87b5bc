package dev.holdfast.postgres;

import dev.holdfast.domain.platform.Uptime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/** When each connection was made, or last given back. Forgets those that are gone. */
final class LastUse {
  /** Nothing on the way forgets a connection sooner; asking costs a round trip. */
  private static final Duration LONG = Duration.ofSeconds(5);

  private final Uptime uptime;
  private final Map<Connection, Long> nanos = Collections.synchronizedMap(new WeakHashMap<>());

  LastUse(Uptime uptime) {
    this.uptime = uptime;
  }

  void isNow(Connection connection) throws SQLException {
    nanos.put(connection.unwrap(Connection.class), uptime.nanos());
  }

  boolean isLongAgo(Connection connection) throws SQLException {
    var last = nanos.get(connection.unwrap(Connection.class));
    return last == null || uptime.nanos() - last > LONG.toNanos();
  }
}
