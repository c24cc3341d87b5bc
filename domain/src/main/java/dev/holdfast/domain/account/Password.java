package dev.holdfast.domain.account;

import dev.holdfast.domain.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * What a person typed, exactly: neither trimmed nor cut nor folded. Never prints itself. An
 * unpaired surrogate is refused, since two runtimes would encode it differently (checklist 1.6).
 * How long it may be is {@link PasswordPolicy}'s business, or old passwords could not sign in.
 */
public record Password(String value) {
  public Password {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
      throw new InvalidValue("password", "INVALID_PASSWORD", "Invalid password");
    }
  }

  /** The form that is hashed: NFKC, so that one password typed on two keyboards is one. */
  public String normalized() {
    return Normalizer.normalize(value, Normalizer.Form.NFKC);
  }

  @Override
  public String toString() {
    return "Password[hidden]";
  }
}
