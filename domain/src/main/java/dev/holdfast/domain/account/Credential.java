package dev.holdfast.domain.account;

/** A user's password account: the row with provider {@code credential} (protocol schema §4). */
public record Credential(String id, UserId user, PasswordHash password) {
  public static final int ID_LENGTH = 32;
}
