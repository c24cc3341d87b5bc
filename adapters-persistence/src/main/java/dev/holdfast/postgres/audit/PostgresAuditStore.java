package dev.holdfast.postgres.audit;

import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditKind;
import dev.holdfast.domain.audit.AuditRow;
import dev.holdfast.domain.audit.AuditSeal;
import dev.holdfast.domain.audit.AuditStore;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.postgres.Jdbc;
import dev.holdfast.postgres.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit in two tables of ours: the rows, and the seals of their batches. */
public final class PostgresAuditStore implements AuditStore {
  /** "hf-audit" in ASCII: held while a batch is sealed or forgotten, by one program of all. */
  private static final long LOCK = 0x68662d6175646974L;

  private static final String COLUMNS =
      """
      a."id", a."at", a."kind", a."actor", a."userId", a."sessionId", a."email", a."requestId",
        a."address", a."userAgent", a."reason", a."detail", a."instance", a."marker", a."batch"\
      """;

  private static final String SEAL_COLUMNS =
      """
      s."batch" as "sealBatch", s."rows", s."digest", s."sealedAt", s."forgottenAt"\
      """;

  private static final String ADD =
      "insert into {holdfast_audit} (%s) values ".formatted(AuditRows.COLUMNS);
  private static final String VALUES = "(" + AuditRows.BOUND + ", ?, ?, ?)";

  private static final String BETWEEN =
      """
      select %s from {holdfast_audit} a
      where a."at" >= coalesce(?::timestamptz, '-infinity')
        and a."at" < coalesce(?::timestamptz, 'infinity')
        and (a."at", a."id") > (coalesce(?::timestamptz, '-infinity'), ?)
      order by a."at", a."id" limit ?
      """
          .formatted(COLUMNS);

  /**
   * Each alternative finds its rows by an index of its own; materialized, so that nobody thinks of
   * walking through the table from its end until enough were found.
   */
  private static final String ABOUT =
      """
      with found as materialized (
        select %s from {holdfast_audit} a
        where a."userId" = ? or a."sessionId" = ? or a."requestId" = ?
          or (a."email" = ? and a."userId" is null))
      select * from found order by "id" desc limit ?
      """
          .formatted(COLUMNS);

  private static final String UNSEALED =
      """
      select %s, %s
      from {holdfast_audit} a
      left join (
        select * from {holdfast_audit_seal} order by "batch" desc limit 1) s on true
      where a."batch" is null
      order by a."id" limit ?
      """
          .formatted(COLUMNS, SEAL_COLUMNS);

  /**
   * Behind the lock, and only where the rows are still those that were read: none of them changes,
   * so as many with these ids are the same ones.
   */
  private static final String SEAL =
      """
      with chosen as (
        select "id" from {holdfast_audit} where "batch" is null and "id" between ? and ?),
      given as (
        select ?::bigint as "batch", ?::integer as "rows", ?::text as "digest",
          ?::timestamptz as "sealedAt"),
      sound as (
        select * from given g
        where g."rows" = (select count(*) from chosen)
          and g."batch" = 1 + coalesce((select max("batch") from {holdfast_audit_seal}), 0)),
      marked as (
        update {holdfast_audit} a set "batch" = sound."batch"
        from sound where a."id" in (select "id" from chosen)),
      sealed as (
        insert into {holdfast_audit_seal} ("batch", "rows", "digest", "sealedAt")
        select "batch", "rows", "digest", "sealedAt" from sound)
      select count(*)::integer from sound
      """;

  private static final String SEALS_AFTER =
      """
      select %s from {holdfast_audit_seal} s where s."batch" > ? order by s."batch" limit ?
      """
          .formatted(SEAL_COLUMNS);

  private static final String SEALED_IN =
      """
      select %s from {holdfast_audit} a where a."batch" between ? and ? order by a."batch", a."id"
      """
          .formatted(COLUMNS);

  private static final String SEALED_AFTER =
      """
      select count(*)::integer as "rows" from {holdfast_audit} where "batch" > ?
      """;

  /** So many rows a time that nobody waits for them; one batch never has more. */
  private static final int FORGOTTEN_TOGETHER = 5_000;

  private static final String FORGET =
      """
      with old as (
        select "batch", "rows" from (
          select "batch", "rows", sum("rows") over (order by "batch") as "total" from (
            select "batch", "rows" from {holdfast_audit_seal}
            where "forgottenAt" is null and "sealedAt" < ?
            order by "batch" limit 500) as oldest) as counted
        where "total" <= ?),
      span as (
        select min("batch") as "first", max("batch") as "last", sum("rows") as "rows" from old
        having count(*) > 0),
      gone as (
        delete from {holdfast_audit} where "batch" in (select "batch" from old)),
      earlier as (
        delete from {holdfast_audit_seal} where "batch" < (select "last" from span)),
      checkpoint as (
        update {holdfast_audit_seal} set "forgottenAt" = ?
        where "batch" = (select "last" from span)),
      noted as (
      %s)
      select coalesce((select "rows" from span), 0)::integer
      """
          .formatted(
              AuditRows.insert(
                  AuditRows.Names.detail(
                      """
                      'batches ' || "first" || ' to ' || "last" || ', rows ' || "rows"\
                      """),
                  "span"));

  private final Jdbc jdbc;
  private final AuditRows rows;

  public PostgresAuditStore(Jdbc jdbc, AuditRows rows) {
    this.jdbc = jdbc;
    this.rows = rows;
  }

  @Override
  public void add(List<AuditEntry> entries) {
    if (entries.isEmpty()) return;
    jdbc.write(
        ADD + String.join(", ", Collections.nCopies(entries.size(), VALUES)),
        values -> {
          for (var entry : entries) rows.bind(values, entry);
        });
  }

  @Override
  public List<AuditRow> between(
      @Nullable Instant since, @Nullable Instant until, @Nullable AuditRow after, int most) {
    return jdbc.list(
        BETWEEN,
        values ->
            values
                .exact(since)
                .exact(until)
                .exact(after == null ? null : after.at())
                .number(after == null ? 0 : after.id())
                .number(most),
        PostgresAuditStore::row);
  }

  @Override
  public List<AuditRow> about(AuditSubject subject, int most) {
    return jdbc.list(
            ABOUT,
            values ->
                values
                    .text(subject.user())
                    .text(subject.session())
                    .text(subject.request())
                    .text(subject.maskedEmail())
                    .number(most),
            PostgresAuditStore::row)
        .reversed();
  }

  private record Read(AuditRow row, @Nullable AuditSeal last) {}

  @Override
  public Unsealed unsealed(int most) {
    var read =
        jdbc.list(
            UNSEALED,
            values -> values.number(most),
            row -> new Read(row(row), row.textOrNull("digest") == null ? null : seal(row)));
    var last = read.isEmpty() ? null : read.getFirst().last();
    return new Unsealed(last, read.stream().map(Read::row).toList());
  }

  @Override
  public boolean seal(AuditSeal seal, long firstId, long lastId) {
    return jdbc.writeCountingLocked(
            LOCK,
            SEAL,
            values ->
                values
                    .number(firstId)
                    .number(lastId)
                    .number(seal.batch())
                    .number(seal.rows())
                    .text(seal.digest())
                    .moment(seal.sealedAt()))
        == 1;
  }

  @Override
  public List<AuditSeal> sealsAfter(long batch, int most) {
    return jdbc.list(
        SEALS_AFTER, values -> values.number(batch).number(most), PostgresAuditStore::seal);
  }

  @Override
  public List<AuditRow> sealedIn(long firstBatch, long lastBatch) {
    return jdbc.list(
        SEALED_IN, values -> values.number(firstBatch).number(lastBatch), PostgresAuditStore::row);
  }

  @Override
  public int sealedAfter(long batch) {
    return jdbc.list(SEALED_AFTER, values -> values.number(batch), row -> row.number("rows"))
        .getFirst();
  }

  @Override
  public int forget(Instant sealedBefore, Instant now) {
    return jdbc.writeCountingLocked(
        LOCK,
        FORGET,
        values -> {
          values.moment(sealedBefore).number(FORGOTTEN_TOGETHER).moment(now);
          rows.bind(values, AuditKind.AUDIT_FORGOTTEN, now);
        });
  }

  private static AuditSeal seal(Row row) throws SQLException {
    return new AuditSeal(
        row.longNumber("sealBatch"),
        row.number("rows"),
        row.text("digest"),
        row.moment("sealedAt"),
        row.momentOrNull("forgottenAt"));
  }

  private static AuditRow row(Row row) throws SQLException {
    return new AuditRow(
        row.longNumber("id"),
        row.moment("at"),
        row.text("kind"),
        row.text("actor"),
        row.textOrNull("userId"),
        row.textOrNull("sessionId"),
        row.textOrNull("email"),
        row.textOrNull("requestId"),
        row.textOrNull("address"),
        row.textOrNull("userAgent"),
        row.textOrNull("reason"),
        row.textOrNull("detail"),
        row.textOrNull("instance"),
        row.textOrNull("marker"),
        row.textOrNull("batch") == null ? null : row.longNumber("batch"));
  }
}
