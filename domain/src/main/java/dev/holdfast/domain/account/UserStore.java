package dev.holdfast.domain.account;

import java.time.Instant;
import java.util.Optional;

/**
 * Where users and their passwords live. Each method is one atomic effect; {@code UserStoreContract}
 * says what that means. What changes something is written down in the audit in the same effect. All
 * throw {@code Unavailable} when the store cannot answer.
 */
public interface UserStore {
  /** One query: the user, the password and what stands in the way. */
  Optional<Login> byEmail(EmailAddress email);

  /** Adds both or nothing; false if the address is taken, however many race. */
  boolean add(User user, Credential credential);

  /** Writes the new hash only where the old one still stands; says whether it did. */
  boolean replacePassword(UserId user, PasswordHash old, PasswordHash replacement, Instant now);

  /** Removes the user with passwords and sessions; false if there was none. */
  boolean remove(UserId user);
}
