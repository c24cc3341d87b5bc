package dev.holdfast.postgres.session;

import dev.holdfast.domain.account.UserId;
import dev.holdfast.domain.audit.AuditKind;
import dev.holdfast.domain.session.Device;
import dev.holdfast.domain.session.Ending;
import dev.holdfast.domain.session.KnownSession;
import dev.holdfast.domain.session.Session;
import dev.holdfast.domain.session.SessionHandle;
import dev.holdfast.domain.session.SessionId;
import dev.holdfast.domain.session.SessionStore;
import dev.holdfast.domain.session.SessionToken;
import dev.holdfast.domain.session.StoredToken;
import dev.holdfast.domain.session.TokenForm;
import dev.holdfast.postgres.Jdbc;
import dev.holdfast.postgres.Parameters;
import dev.holdfast.postgres.Row;
import dev.holdfast.postgres.account.Restricted;
import dev.holdfast.postgres.audit.AuditRows;
import dev.holdfast.postgres.audit.AuditRows.Names;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Sessions in the reference's table {@code session}, endings in one of ours. */
public final class PostgresSessionStore implements SessionStore {
  private static final String COLUMNS =
      """
      s."id", s."expiresAt", s."token", s."createdAt", s."updatedAt", s."ipAddress",
        s."userAgent", s."userId"
      """
          .strip();

  private static final String ADD =
      """
      with added as (
        insert into {session} ("id", "expiresAt", "token", "createdAt", "updatedAt", "ipAddress",
          "userAgent", "userId")
        values (?, ?, ?, ?, ?, ?, ?, ?)
        returning "id", "userId")
      """
          + AuditRows.insert(Names.session("\"userId\"", "\"id\""), "added");

  private static final String FIND =
      """
      select %s, %s
      from {session} s left join {user} u on u."id" = s."userId"
      where s."token" in (?, ?)
      """
          .formatted(COLUMNS, Restricted.COLUMNS);

  private static final String LIVE_OF =
      """
      select %s from {session} s
      where s."userId" = ? and s."expiresAt" > ?
      order by s."createdAt", s."id"
      """
          .formatted(COLUMNS);

  /** No row, no renewal: what was revoked stays revoked (checklist 4.7). */
  private static final String RENEW =
      """
      update {session}
      set "expiresAt" = greatest("expiresAt", ?), "updatedAt" = ?, "token" = ?
      where "id" = ? and "expiresAt" >= ?
      """;

  private static final String ENDING_OF =
      """
      select "reason" from {holdfast_ended_session} where "digest" = ?
      """;

  private static final String END = Endings.where("\"token\" in (?, ?)");
  private static final String END_THEIRS_BY_TOKEN =
      Endings.where("\"token\" in (?, ?) and \"userId\" = ?");
  private static final String END_THEIRS_BY_ID = Endings.where("\"id\" = ? and \"userId\" = ?");
  private static final String END_ALL = Endings.where("\"userId\" = ?");
  private static final String END_OTHERS =
      Endings.where("\"userId\" = ? and \"id\" <> ? and \"expiresAt\" > ?");
  private static final String REMOVE_OVER = Endings.where("\"id\" = ? and \"expiresAt\" = ?");

  private final Jdbc jdbc;
  private final AuditRows audit;
  private final Endings endings;

  public PostgresSessionStore(Jdbc jdbc, AuditRows audit) {
    this.jdbc = jdbc;
    this.audit = audit;
    this.endings = new Endings(jdbc, audit);
  }

  @Override
  public void add(Session session) {
    jdbc.write(
        ADD,
        values -> {
          values
              .text(session.id().value())
              .moment(session.expiresAt())
              .text(session.token().value())
              .moment(session.createdAt())
              .moment(session.updatedAt())
              .text(session.device().ipAddress())
              .text(session.device().userAgent())
              .text(session.user().value());
          audit.bind(values, AuditKind.SIGNED_IN, session.createdAt());
        });
  }

  @Override
  public Optional<KnownSession> find(SessionToken token) {
    return jdbc.first(FIND, values -> bind(token, values), PostgresSessionStore::known);
  }

  @Override
  public List<Session> liveOf(UserId user, Instant now) {
    return jdbc.list(
        LIVE_OF, values -> values.text(user.value()).exact(now), PostgresSessionStore::session);
  }

  @Override
  public boolean renew(Session renewed, Instant now) {
    int rows =
        jdbc.write(
            RENEW,
            values ->
                values
                    .moment(renewed.expiresAt())
                    .moment(renewed.updatedAt())
                    .text(renewed.token().value())
                    .text(renewed.id().value())
                    .exact(now));
    return rows == 1;
  }

  @Override
  public boolean end(SessionToken token, Ending ending, Instant now) {
    return endings.run(END, values -> bind(token, values), ending, now) > 0;
  }

  @Override
  public boolean endOne(UserId owner, SessionHandle handle, Instant now) {
    int ended =
        switch (handle) {
          case SessionHandle.ByToken(SessionToken token) ->
              endings.run(
                  END_THEIRS_BY_TOKEN,
                  values -> bind(token, values).text(owner.value()),
                  Ending.REVOKED,
                  now);
          case SessionHandle.ById(SessionId id) ->
              endings.run(
                  END_THEIRS_BY_ID,
                  values -> values.text(id.value()).text(owner.value()),
                  Ending.REVOKED,
                  now);
        };
    return ended > 0;
  }

  @Override
  public int endAll(UserId user, Instant now) {
    return endings.run(END_ALL, values -> values.text(user.value()), Ending.REVOKED, now);
  }

  @Override
  public int endOthers(UserId user, SessionId kept, Instant now) {
    return endings.run(
        END_OTHERS,
        values -> values.text(user.value()).text(kept.value()).exact(now),
        Ending.REVOKED,
        now);
  }

  @Override
  public void removeOver(Session session, Instant now) {
    endings.run(
        REMOVE_OVER,
        values -> values.text(session.id().value()).exact(session.expiresAt()),
        Ending.EXPIRED,
        now);
  }

  @Override
  public Optional<Ending> endingOf(SessionToken token) {
    var digest = StoredToken.of(token, TokenForm.DIGEST);
    return jdbc.first(ENDING_OF, values -> values.text(digest.value()), row -> row.text("reason"))
        .flatMap(PostgresSessionStore::ending);
  }

  /** A reason that a newer program wrote is not known here. */
  private static Optional<Ending> ending(String code) {
    return Arrays.stream(Ending.values()).filter(one -> one.code().equals(code)).findFirst();
  }

  private static Parameters bind(SessionToken token, Parameters values) throws SQLException {
    var forms = StoredToken.candidates(token);
    return values.text(forms.getFirst().value()).text(forms.getLast().value());
  }

  private static KnownSession known(Row row) throws SQLException {
    boolean orphan = row.textOrNull("user_id") == null;
    return new KnownSession(
        session(row), orphan ? null : Restricted.user(row), Restricted.restrictions(row));
  }

  private static Session session(Row row) throws SQLException {
    return new Session(
        new SessionId(row.text("id")),
        new UserId(row.text("userId")),
        new StoredToken(row.text("token")),
        new Device(row.textOrNull("ipAddress"), row.textOrNull("userAgent")),
        row.moment("expiresAt"),
        row.moment("createdAt"),
        row.moment("updatedAt"));
  }
}
