package dev.holdfast.postgres.instance;

import dev.holdfast.domain.instance.Identity;
import dev.holdfast.domain.instance.Instance;
import dev.holdfast.domain.instance.InstanceStore;
import dev.holdfast.postgres.Jdbc;
import dev.holdfast.postgres.Jdbc.Binder;
import dev.holdfast.postgres.Parameters;
import dev.holdfast.postgres.Row;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Instances in {@code holdfast_instance}, one row each; lists are lines of a text. */
public final class PostgresInstanceStore implements InstanceStore {
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private static final String COLUMNS =
      """
      "id", "name", "role", "version", "url", "issuer", "audience", "jwksUrl", "cookie",
        "secrets", "keys", "clockAheadMs", "startedAt", "seenAt"
      """
          .strip();

  /** One round trip; harmless when it is repeated, so it may be sent as a read is. */
  private static final String MEET =
      """
      with mine as (
        insert into {holdfast_instance} (%1$s)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict ("id") do update set "secrets" = excluded."secrets", "keys" = excluded."keys",
          "clockAheadMs" = excluded."clockAheadMs", "seenAt" = excluded."seenAt"),
      forgotten as (
        delete from {holdfast_instance} where "id" in (
          select "id" from {holdfast_instance} where "seenAt" < ?
          limit 50 for update skip locked))
      select %1$s from {holdfast_instance} where "id" <> ? and "seenAt" >= ? order by "name", "id"
      """
          .formatted(COLUMNS);

  private static final String SEEN_SINCE =
      """
      select %s from {holdfast_instance} where "seenAt" >= ? order by "name", "id"
      """
          .formatted(COLUMNS);

  private static final String LEAVE = "delete from {holdfast_instance} where \"id\" = ?";

  private static final String SALT =
      "select \"value\" from {holdfast_meta} where \"key\" = 'instance_salt'";

  private final Jdbc jdbc;

  public PostgresInstanceStore(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Instance> meet(Instance own, Instant since) {
    return jdbc.list(
        MEET,
        values -> {
          bind(own, values);
          values.moment(own.seenAt().minus(REMEMBERED)).text(own.id()).moment(since);
        },
        PostgresInstanceStore::instance);
  }

  @Override
  public List<Instance> seenSince(Instant since) {
    return jdbc.list(SEEN_SINCE, values -> values.moment(since), PostgresInstanceStore::instance);
  }

  @Override
  public void leave(String id) {
    jdbc.write(LEAVE, values -> values.text(id));
  }

  @Override
  public String salt() {
    return jdbc.first(SALT, Binder.NOTHING, row -> row.text("value"))
        .orElseThrow(() -> new IllegalStateException("the migration wrote no salt"));
  }

  private static void bind(Instance own, Parameters values) throws SQLException {
    var identity = own.identity();
    values
        .text(own.id())
        .text(own.name())
        .text(identity.role())
        .text(identity.version())
        .text(identity.url())
        .text(identity.issuer())
        .text(lines(identity.audience()))
        .text(identity.jwksUrl())
        .text(identity.cookie())
        .text(lines(identity.secrets()))
        .text(lines(identity.keys()))
        .number(own.clockAhead().toMillis())
        .moment(own.startedAt())
        .moment(own.seenAt());
  }

  private static Instance instance(Row row) throws SQLException {
    return new Instance(
        row.text("id"),
        row.text("name"),
        new Identity(
            row.text("role"),
            row.text("version"),
            row.text("url"),
            row.text("issuer"),
            row.text("audience").lines().toList(),
            row.text("jwksUrl"),
            row.text("cookie"),
            row.text("secrets").lines().toList(),
            row.text("keys").lines().toList()),
        Duration.ofMillis(Long.parseLong(row.text("clockAheadMs"))),
        row.moment("startedAt"),
        row.moment("seenAt"));
  }

  private static String lines(List<String> values) {
    return String.join("\n", values);
  }
}
