package dev.holdfast.http.cookie;

import java.util.Optional;

/**
 * A value with its signature, as it stands in a signed cookie: {@code value.signature}. Never
 * prints itself.
 */
record SignedValue(String value, String signature) {
  /** Split at the last dot, which must not come first; empty if there is none. */
  static Optional<SignedValue> parse(String text) {
    int dot = text.lastIndexOf('.');
    if (dot < 1) return Optional.empty();
    return Optional.of(new SignedValue(text.substring(0, dot), text.substring(dot + 1)));
  }

  String text() {
    return value + "." + signature;
  }

  @Override
  public String toString() {
    return "SignedValue[hidden]";
  }
}
