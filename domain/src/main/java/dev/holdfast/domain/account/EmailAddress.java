package dev.holdfast.domain.account;

import dev.holdfast.domain.InvalidValue;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An address in its canonical form: ASCII, lower-cased, at most 254 characters, never trimmed
 * (protocol README §5, checklist 10.8). Prints itself masked: addresses do not belong in logs.
 */
public record EmailAddress(String value) {
  public static final int MAX_LENGTH = 254;

  /**
   * The reference's grammar, with possessive quantifiers where a run cannot be given back, so that
   * hostile input costs linear time (checklist 14.16).
   */
  static final Pattern LOCAL_PART = Pattern.compile("[A-Za-z0-9_'+\\-.]++");

  static final Pattern DOMAIN =
      Pattern.compile("(?:[A-Za-z0-9][A-Za-z0-9\\-]*+\\.)++[A-Za-z]{2,}+");

  /**
   * Reads an address given by a caller.
   *
   * @throws InvalidValue if it is none
   */
  public static EmailAddress parse(String text) {
    if (!isAddress(text)) throw new InvalidValue("email", "INVALID_EMAIL", "Invalid email");
    return new EmailAddress(text.toLowerCase(Locale.ROOT));
  }

  /** Whether the reference would take this text for an address, and it is not too long. */
  public static boolean isAddress(String text) {
    int at = text.indexOf('@');
    if (at < 1 || text.length() > MAX_LENGTH) return false;
    var local = text.substring(0, at);
    return LOCAL_PART.matcher(local).matches()
        && !local.startsWith(".")
        && !local.contains("..")
        && !local.endsWith(".")
        && !local.endsWith("'")
        && DOMAIN.matcher(text.substring(at + 1)).matches();
  }

  /** First letter and domain, enough to recognise one's own address: {@code a***@example.com}. */
  public String masked() {
    int at = value.indexOf('@');
    return at < 1 ? "***" : value.charAt(0) + "***" + value.substring(at);
  }

  @Override
  public String toString() {
    return "EmailAddress[" + masked() + "]";
  }
}
