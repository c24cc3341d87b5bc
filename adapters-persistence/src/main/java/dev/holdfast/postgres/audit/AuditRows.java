package dev.holdfast.postgres.audit;

import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditKind;
import dev.holdfast.domain.platform.InstanceName;
import dev.holdfast.domain.platform.Source;
import dev.holdfast.postgres.Parameters;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the audit as part of the statements that they tell of: written with the change or not at
 * all, and without a statement more (decisions "Audit").
 */
public final class AuditRows {
  /** What is bound comes first, so that one statement may bring the rest from its own rows. */
  static final String COLUMNS =
      """
      "at", "kind", "actor", "email", "requestId", "address", "userAgent", "reason", "instance",
        "marker", "userId", "sessionId", "detail"\
      """;

  static final String BOUND = "?::timestamptz, ?, ?, ?, ?, ?, ?, ?, ?, ?";

  private final InstanceName instance;

  public AuditRows(InstanceName instance) {
    this.instance = instance;
  }

  /** Whom and what a row names, as expressions over the rows that a statement changed. */
  public record Names(String user, String session, String detail) {
    private static final String NONE = "null::text";

    public static Names user(String user) {
      return new Names(user, NONE, NONE);
    }

    public static Names session(String user, String session) {
      return new Names(user, session, NONE);
    }

    public static Names detail(String detail) {
      return new Names(NONE, NONE, detail);
    }
  }

  /** Adds one row for each row of {@code from}; its values are bound by {@link #bind}. */
  public static String insert(Names names, String from) {
    return """
    insert into {holdfast_audit} (%s)
    select %s, %s, %s, %s from %s
    """
        .formatted(COLUMNS, BOUND, names.user(), names.session(), names.detail(), from);
  }

  /** What happened, when, and on whose behalf this thread works. */
  public Parameters bind(Parameters values, AuditKind kind, Instant at) throws SQLException {
    return bind(values, kind, at, null, null, Source.current());
  }

  Parameters bind(Parameters values, AuditEntry entry) throws SQLException {
    return bind(values, entry.kind(), entry.at(), entry.email(), entry.reason(), entry.source())
        .text(entry.user() == null ? null : entry.user().value())
        .text(entry.session() == null ? null : entry.session().value())
        .text(entry.detail());
  }

  private Parameters bind(
      Parameters values,
      AuditKind kind,
      Instant at,
      @Nullable String email,
      @Nullable String reason,
      Source source)
      throws SQLException {
    return values
        .moment(at)
        .text(kind.code())
        .text(source.actor().name().toLowerCase(Locale.ROOT))
        .text(email)
        .text(source.request())
        .text(source.address())
        .text(source.userAgent())
        .text(reason)
        .text(instance.value())
        .text(source.marker());
  }
}
