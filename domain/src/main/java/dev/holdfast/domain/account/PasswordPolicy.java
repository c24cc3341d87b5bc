package dev.holdfast.domain.account;

import java.util.Optional;

/**
 * Which passwords may be set. Lengths count UTF-16 units as the reference does; the minimum counts
 * code points as well, so that four emoji are not eight characters (checklist 1.1, D3).
 */
public record PasswordPolicy(int minimumLength, int maximumLength, boolean blockList) {
  /** Why a password may not be set; the constant's name is the wire code. */
  public enum Refusal {
    PASSWORD_TOO_SHORT,
    PASSWORD_TOO_LONG,
    PASSWORD_COMPROMISED
  }

  public PasswordPolicy {
    if (minimumLength < 1 || maximumLength < minimumLength) {
      throw new IllegalArgumentException("minimum and maximum length do not fit");
    }
  }

  /** Lengths first, then the block list; empty when the password may be set. */
  public Optional<Refusal> refusal(Password password, BlockList commonest) {
    var text = password.value();
    if (text.length() < minimumLength || text.codePointCount(0, text.length()) < minimumLength) {
      return Optional.of(Refusal.PASSWORD_TOO_SHORT);
    }
    if (isTooLong(password)) return Optional.of(Refusal.PASSWORD_TOO_LONG);
    if (blockList && commonest.contains(password)) return Optional.of(Refusal.PASSWORD_COMPROMISED);
    return Optional.empty();
  }

  public boolean isTooLong(Password password) {
    return password.value().length() > maximumLength;
  }
}
