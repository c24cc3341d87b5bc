package dev.holdfast.postgres.account;

import dev.holdfast.domain.account.Credential;
import dev.holdfast.domain.account.EmailAddress;
import dev.holdfast.domain.account.Login;
import dev.holdfast.domain.account.PasswordHash;
import dev.holdfast.domain.account.User;
import dev.holdfast.domain.account.UserId;
import dev.holdfast.domain.account.UserStore;
import dev.holdfast.domain.audit.AuditKind;
import dev.holdfast.postgres.Jdbc;
import dev.holdfast.postgres.Row;
import dev.holdfast.postgres.audit.AuditRows;
import dev.holdfast.postgres.audit.AuditRows.Names;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Users and their passwords in the reference's tables {@code user} and {@code account}. */
public final class PostgresUserStore implements UserStore {
  /** Nothing keeps a user from having two password rows; the oldest counts. */
  private static final String BY_EMAIL =
      """
      select %s, a."password" as "account_password"
      from {user} u
      left join lateral (
        select "password" from {account}
        where "userId" = u."id" and "providerId" = 'credential'
        order by "createdAt", "id" limit 1) a on true
      where u."email" = ?
      """
          .formatted(Restricted.COLUMNS);

  private static final String ADD =
      """
      with added as (
        insert into {user} ("id", "name", "email", "emailVerified", "image", "createdAt", "updatedAt")
        values (?, ?, ?, ?, ?, ?, ?)
        on conflict ("email") do nothing
        returning "id"),
      credential as (
        insert into {account}
          ("id", "accountId", "providerId", "userId", "password", "createdAt", "updatedAt")
        select ?, "id", 'credential', "id", ?, ?, ? from added)
      """
          + AuditRows.insert(Names.user("\"id\""), "added");

  private static final String REPLACE_PASSWORD =
      """
      with replaced as (
        update {account} set "password" = ?, "updatedAt" = ?
        where "userId" = ? and "providerId" = 'credential' and "password" = ?
        returning "userId")
      """
          + AuditRows.insert(Names.user("\"userId\""), "replaced limit 1");

  /** Named one by one: a database that was adopted may have no foreign keys. */
  private static final String REMOVE =
      """
      with sessions as (delete from {session} where "userId" = ?),
        accounts as (delete from {account} where "userId" = ?),
        gone as (delete from {user} where "id" = ? returning "id")
      select count(*)::integer from gone
      """;

  private final Jdbc jdbc;
  private final AuditRows audit;

  public PostgresUserStore(Jdbc jdbc, AuditRows audit) {
    this.jdbc = jdbc;
    this.audit = audit;
  }

  @Override
  public Optional<Login> byEmail(EmailAddress email) {
    return jdbc.first(BY_EMAIL, values -> values.text(email.value()), PostgresUserStore::login);
  }

  @Override
  public boolean add(User user, Credential credential) {
    int added =
        jdbc.write(
            ADD,
            values -> {
              values
                  .text(user.id().value())
                  .text(user.name())
                  .text(user.email().value())
                  .flag(user.emailVerified())
                  .text(user.image())
                  .moment(user.createdAt())
                  .moment(user.updatedAt())
                  .text(credential.id())
                  .text(credential.password().value())
                  .moment(user.createdAt())
                  .moment(user.updatedAt());
              audit.bind(values, AuditKind.SIGNED_UP, user.createdAt());
            });
    return added == 1;
  }

  @Override
  public boolean replacePassword(
      UserId user, PasswordHash old, PasswordHash replacement, Instant now) {
    int replaced =
        jdbc.write(
            REPLACE_PASSWORD,
            values -> {
              values.text(replacement.value()).moment(now).text(user.value()).text(old.value());
              audit.bind(values, AuditKind.PASSWORD_REHASHED, now);
            });
    return replaced > 0;
  }

  @Override
  public boolean remove(UserId user) {
    return jdbc.writeCounting(
            REMOVE, values -> values.text(user.value()).text(user.value()).text(user.value()))
        > 0;
  }

  private static Login login(Row row) throws SQLException {
    var password = row.textOrNull("account_password");
    return new Login(
        Restricted.user(row),
        password == null ? null : new PasswordHash(password),
        Restricted.restrictions(row));
  }
}
