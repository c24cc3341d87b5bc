package dev.holdfast.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** One row of an answer, by column name, in the types that the stores use. */
public final class Row {
  private final ResultSet row;

  Row(ResultSet row) {
    this.row = row;
  }

  /** Refuses null with {@link CorruptRow}. */
  public String text(String column) throws SQLException {
    return present(column, row.getString(column));
  }

  public @Nullable String textOrNull(String column) throws SQLException {
    return row.getString(column);
  }

  /** Null counts as false, as the reference's plugins write it. */
  public boolean flag(String column) throws SQLException {
    return row.getBoolean(column);
  }

  public int number(String column) throws SQLException {
    return row.getInt(column);
  }

  public long longNumber(String column) throws SQLException {
    return row.getLong(column);
  }

  /** Refuses null with {@link CorruptRow}. */
  public Instant moment(String column) throws SQLException {
    return present(column, momentOrNull(column));
  }

  public @Nullable Instant momentOrNull(String column) throws SQLException {
    @Nullable OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    if (value == null) return null;
    // How the driver says "infinity", with which no arithmetic is possible.
    if (value.equals(OffsetDateTime.MAX) || value.equals(OffsetDateTime.MIN)) {
      throw new CorruptRow(column);
    }
    return value.toInstant();
  }

  private static <T> T present(String column, @Nullable T value) {
    if (value == null) throw new CorruptRow(column);
    return value;
  }

  /** A row that says nothing where it must say something; it concerns nobody but its owner. */
  static final class CorruptRow extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String column;

    CorruptRow(String column) {
      super("no usable value in the column " + column);
      this.column = column;
    }

    String column() {
      return column;
    }
  }
}
