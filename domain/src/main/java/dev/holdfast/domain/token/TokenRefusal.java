package dev.holdfast.domain.token;

import dev.holdfast.domain.platform.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Why a token is not taken, for the log alone: the caller is told the reason's code at most. No
 * part of it is long, and none is the token or a signature.
 *
 * @param why one clause
 * @param expected what would have been taken, where that is one value
 * @param actual what the token said in its place, printable
 * @param hint what an operator may have mixed up, where that shows
 */
public record TokenRefusal(
    Reason reason,
    String why,
    @Nullable String expected,
    @Nullable String actual,
    @Nullable String hint) {
  public static TokenRefusal because(Reason reason, String why) {
    return new TokenRefusal(reason, why, null, null, null);
  }

  /** The same, with what was expected and what came. */
  public TokenRefusal comparing(@Nullable String wanted, @Nullable String found) {
    return new TokenRefusal(reason, why, wanted, found, hint);
  }

  /** The same, with a hint. */
  public TokenRefusal hinting(@Nullable String what) {
    return new TokenRefusal(reason, why, expected, actual, what);
  }
}
