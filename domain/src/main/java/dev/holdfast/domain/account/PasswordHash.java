package dev.holdfast.domain.account;

/** A stored hash in its self-describing text form; may be malformed, never prints itself. */
public record PasswordHash(String value) {
  @Override
  public String toString() {
    return "PasswordHash[hidden]";
  }
}
