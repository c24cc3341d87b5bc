package dev.holdfast.domain.account;

import dev.holdfast.domain.platform.Events;

/** What happens to accounts: ids and reasons, no addresses, no secrets. */
public sealed interface AccountEvent extends Events.Event {
  record SignedUp(UserId user) implements AccountEvent {}

  record SignUpRefused(Why why) implements AccountEvent {}

  record PasswordRehashed(UserId user) implements AccountEvent {}

  /** A right password whose new hash could not be written: tried again at the next sign-in. */
  record RehashPostponed(UserId user) implements AccountEvent {}

  /** Known to the operator; the caller may see less. */
  enum Why {
    SIGN_UP_DISABLED,
    PASSWORD_TOO_SHORT,
    PASSWORD_TOO_LONG,
    PASSWORD_COMPROMISED,
    EMAIL_TAKEN
  }

  /** {@code doctor} was lent a user. */
  record TemporaryUserAdded(UserId user) implements AccountEvent {}

  /** {@code doctor} gave its user back. */
  record TemporaryUserRemoved(UserId user) implements AccountEvent {}
}
