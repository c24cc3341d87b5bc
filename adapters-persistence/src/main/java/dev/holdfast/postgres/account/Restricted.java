package dev.holdfast.postgres.account;

import dev.holdfast.domain.account.EmailAddress;
import dev.holdfast.domain.account.Restrictions;
import dev.holdfast.domain.account.User;
import dev.holdfast.domain.account.UserId;
import dev.holdfast.postgres.Row;
import java.sql.SQLException;

/** The columns of a user {@code u}, with what stands in the user's way, and how they are read. */
public final class Restricted {
  /** To be selected from {@code {user} u}. */
  public static final String COLUMNS =
      """
      u."id" as "user_id", u."name" as "user_name", u."email" as "user_email",
        u."emailVerified" as "user_emailVerified", u."image" as "user_image",
        u."createdAt" as "user_createdAt", u."updatedAt" as "user_updatedAt",
        {user.banned} as "user_banned", {user.banExpires} as "user_banExpires",
        {user.twoFactorEnabled} as "user_twoFactorEnabled"
      """
          .strip();

  private Restricted() {}

  public static User user(Row row) throws SQLException {
    return new User(
        new UserId(row.text("user_id")),
        row.text("user_name"),
        new EmailAddress(row.text("user_email")),
        row.flag("user_emailVerified"),
        row.textOrNull("user_image"),
        row.moment("user_createdAt"),
        row.moment("user_updatedAt"));
  }

  public static Restrictions restrictions(Row row) throws SQLException {
    return new Restrictions(
        row.flag("user_banned"),
        row.momentOrNull("user_banExpires"),
        row.flag("user_twoFactorEnabled"));
  }
}
