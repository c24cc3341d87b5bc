package dev.holdfast.postgres.token;

import dev.holdfast.domain.audit.AuditKind;
import dev.holdfast.domain.token.KeyId;
import dev.holdfast.domain.token.KeyStore;
import dev.holdfast.domain.token.StoredKey;
import dev.holdfast.postgres.Jdbc;
import dev.holdfast.postgres.Jdbc.Binder;
import dev.holdfast.postgres.Parameters;
import dev.holdfast.postgres.Row;
import dev.holdfast.postgres.audit.AuditRows;
import dev.holdfast.postgres.audit.AuditRows.Names;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Signing keys in the reference's table {@code jwks}; when they start to sign, in one of ours. */
public final class PostgresKeyStore implements KeyStore {
  /** "hf-keys" in ASCII: held while a key is added, by one program of all. */
  private static final long LOCK = 0x0068662d6b657973L;

  private static final String ALL =
      """
      select j."id", j."publicKey", j."privateKey", j."createdAt",
        {jwks.expiresAt} as "expiresAt", {jwks.alg} as "alg", {jwks.crv} as "crv",
        k."activeFrom"
      from {jwks} j left join {holdfast_key} k on k."id" = j."id"
      order by j."createdAt", j."id"
      """;

  /** Adds a key of which something is true of the table; counts it. */
  private static final String ADD =
      """
      with added as (
        insert into {jwks} ("id", "publicKey", "privateKey", "createdAt"{jwks.optional})
        select "id", "publicKey", "privateKey", "createdAt"{jwks.optional}
        from (values (?, ?, ?, ?::timestamptz, ?::timestamptz, ?, ?))
          as new ("id", "publicKey", "privateKey", "createdAt", "expiresAt", "alg", "crv")
        where %s
        returning "id"),
        activated as (
          insert into {holdfast_key} ("id", "activeFrom")
          select added."id", "from"
          from added, (values (?::timestamptz)) as activation ("from") where "from" is not null),
        noted as (
        {audit})
      select count(*)::integer from added
      """
          .replace("{audit}", AuditRows.insert(Names.detail("\"id\""), "added"));

  private static final String ADD_FIRST =
      ADD.formatted(
          """
          not exists (select 1 from (select {jwks.expiresAt} as "end" from {jwks}) as rows
            where "end" is null or "end" > ?)\
          """);

  private static final String ADD_AFTER =
      ADD.formatted(
          """
          (select j."id" from {jwks} j order by j."createdAt" desc, j."id" desc limit 1) = ?\
          """);

  private static final String ADD_ANYWAY = ADD.formatted("true");

  private static final String RESEAL =
      """
      with resealed as (
        update {jwks} set "privateKey" = ? where "id" = ? and "privateKey" = ? returning "id")
      """
          + AuditRows.insert(Names.detail("\"id\""), "resealed");

  private final Jdbc jdbc;
  private final AuditRows audit;

  public PostgresKeyStore(Jdbc jdbc, AuditRows audit) {
    this.jdbc = jdbc;
    this.audit = audit;
  }

  @Override
  public List<StoredKey> all() {
    return jdbc.listReadable(ALL, Binder.NOTHING, PostgresKeyStore::key);
  }

  @Override
  public boolean addFirst(StoredKey key, Instant now) {
    return add(ADD_FIRST, key, values -> values.exact(now));
  }

  @Override
  public boolean addAfter(KeyId newest, StoredKey key) {
    return add(ADD_AFTER, key, values -> values.text(newest.value()));
  }

  @Override
  public void add(StoredKey key) {
    add(ADD_ANYWAY, key, Binder.NOTHING);
  }

  @Override
  public boolean reseal(KeyId id, String oldPrivateKey, String newPrivateKey, Instant now) {
    return jdbc.write(
            RESEAL,
            values -> {
              values.text(newPrivateKey).text(id.value()).text(oldPrivateKey);
              audit.bind(values, AuditKind.KEY_RESEALED, now);
            })
        == 1;
  }

  private boolean add(String statement, StoredKey key, Binder condition) {
    return jdbc.writeCountingLocked(
            LOCK,
            statement,
            values -> {
              bind(key, values);
              condition.bind(values);
              values.moment(key.activeFrom());
              audit.bind(values, AuditKind.KEY_CREATED, key.createdAt());
            })
        == 1;
  }

  private static void bind(StoredKey key, Parameters values) throws SQLException {
    values
        .text(key.id().value())
        .text(key.publicKey())
        .text(key.privateKey())
        .moment(key.createdAt())
        .moment(key.expiresAt())
        .text(key.algorithm())
        .text(key.curve());
  }

  private static StoredKey key(Row row) throws SQLException {
    return new StoredKey(
        new KeyId(row.text("id")),
        row.text("publicKey"),
        row.text("privateKey"),
        row.moment("createdAt"),
        row.momentOrNull("expiresAt"),
        row.textOrNull("alg"),
        row.textOrNull("crv"),
        row.momentOrNull("activeFrom"));
  }
}
