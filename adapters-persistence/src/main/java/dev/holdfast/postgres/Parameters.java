package dev.holdfast.postgres;

import dev.holdfast.domain.InvalidValue;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Binds values to a statement's question marks, in their order. The only way into a statement. */
public final class Parameters {
  private final PreparedStatement statement;
  private final CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();
  private int bound;

  Parameters(PreparedStatement statement) {
    this.statement = statement;
  }

  /**
   * Binds text, or null.
   *
   * @throws InvalidValue for U+0000 and unpaired surrogates, which PostgreSQL cannot store
   *     (checklist 15.2)
   */
  public Parameters text(@Nullable String value) throws SQLException {
    if (value != null && (value.indexOf('\0') >= 0 || !utf8.canEncode(value))) {
      throw new InvalidValue("body", "INVALID_TEXT", "Invalid text");
    }
    statement.setString(++bound, value);
    return this;
  }

  public Parameters flag(boolean value) throws SQLException {
    statement.setBoolean(++bound, value);
    return this;
  }

  public Parameters number(long value) throws SQLException {
    statement.setLong(++bound, value);
    return this;
  }

  /** With the milliseconds that the reference writes (protocol schema §3). */
  public Parameters moment(@Nullable Instant value) throws SQLException {
    return exact(value == null ? null : value.truncatedTo(ChronoUnit.MILLIS));
  }

  /** With all that PostgreSQL keeps: for comparing with what a row said. */
  public Parameters exact(@Nullable Instant value) throws SQLException {
    if (value == null) {
      statement.setNull(++bound, Types.TIMESTAMP_WITH_TIMEZONE);
    } else {
      statement.setObject(++bound, OffsetDateTime.ofInstant(value, ZoneOffset.UTC));
    }
    return this;
  }
}
