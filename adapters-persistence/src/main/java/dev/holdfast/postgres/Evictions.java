package dev.holdfast.postgres;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Where the pool must think differently of a connection that reported an error. */
final class Evictions implements SQLExceptionOverride {
  @java.lang.Override
  public Override adjudicate(SQLException problem) {
    @Nullable String state = problem.getSQLState();
    // A server that became read-only is no longer the primary: look for the one that is.
    if ("25006".equals(state)) return Override.MUST_EVICT;
    // "Cached plan must not change result type" after a migration: the connection is well.
    if ("0A000".equals(state)) return Override.DO_NOT_EVICT;
    return Override.CONTINUE_EVICT;
  }
}
