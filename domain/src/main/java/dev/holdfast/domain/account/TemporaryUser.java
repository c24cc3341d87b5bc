package dev.holdfast.domain.account;

import dev.holdfast.domain.platform.Entropy;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A user who exists only while {@code doctor} looks at a deployment. The address is below a name
 * that can never exist (RFC 2606 §2), so that nobody else has it, and tells whose rows are whose.
 */
public final class TemporaryUser {
  /** Marks what such users leave in the audit. */
  public static final String MARK = "doctor";

  private static final int CHANCE = 20;
  private static final Pattern ADDRESS = Pattern.compile("doctor-[a-z0-9]{20}@doctor\\.invalid");

  private TemporaryUser() {}

  /** An address that was never used. */
  public static EmailAddress address(Entropy entropy) {
    var chance = entropy.text(CHANCE).toLowerCase(Locale.ROOT);
    return EmailAddress.parse("doctor-" + chance + "@doctor.invalid");
  }

  public static boolean is(EmailAddress address) {
    return ADDRESS.matcher(address.value()).matches();
  }
}
