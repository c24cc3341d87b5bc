package dev.holdfast.domain.account;

/** Names a user for ever; 32 random characters for users made here, whatever text elsewhere. */
public record UserId(String value) {
  public static final int LENGTH = 32;
}
