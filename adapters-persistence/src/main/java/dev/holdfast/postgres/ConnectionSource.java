package dev.holdfast.postgres;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes the pool's connections, and tells at once of each that could not be made: the pool itself
 * would tell only those who wait, and only when their time is over.
 */
final class ConnectionSource implements DataSource {
  private final ConnectionPlan plan;
  private final LastUse lastUse;
  private final Consumer<SQLException> failures;

  ConnectionSource(ConnectionPlan plan, LastUse lastUse, Consumer<SQLException> failures) {
    this.plan = plan;
    this.lastUse = lastUse;
    this.failures = failures;
  }

  @Override
  public Connection getConnection() throws SQLException {
    try {
      var made = Connections.open(plan.settings(), plan.pooled(), plan.mode().connect());
      lastUse.isNow(made);
      return made;
    } catch (SQLException problem) {
      failures.accept(problem);
      throw problem;
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return Math.toIntExact(plan.mode().connect().toSeconds());
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("dev.holdfast.postgres");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("wraps nothing");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
