package dev.holdfast.bootstrap.settings;

import dev.holdfast.domain.config.Mode;
import dev.holdfast.domain.secret.Secret;
import dev.holdfast.domain.secret.SecretRing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the deployment's secrets and judges them (protocol security §5, checklist 8.1). Weak ones
 * are refused in production and warned of in development; no message shows any part of one.
 */
final class Secrets {
  /** What the reference uses where nothing was set: everybody knows it. */
  static final String REFERENCE_DEFAULT = "better-auth-secret-12345678901234567890";

  private static final int FEWEST_BYTES = 32;
  private static final int FEWEST_BITS = 120;
  private static final String MEND = "32 random bytes, such as openssl rand -base64 32 prints";

  private final Reading reading;
  private final Mode mode;
  private final List<String> remarks;

  Secrets(Reading reading, Mode mode, List<String> remarks) {
    this.reading = reading;
    this.mode = mode;
    this.remarks = remarks;
  }

  /** Null: none is set. In production that is a problem; in development one is generated. */
  @Nullable SecretRing read() {
    var versioned = reading.given(Settings.SECRETS).map(this::versioned).orElse(List.of());
    var single = reading.given(Settings.SECRET).orElse(null);
    var retired =
        reading.given(Settings.RETIRED_SECRETS).map(Forms::list).orElse(List.of()).stream()
            .map(value -> new Secret(null, value))
            .toList();
    if (!versioned.isEmpty() && REFERENCE_DEFAULT.equals(single)) single = null;

    versioned.forEach(secret -> judge(Settings.SECRETS.name(), secret.value()));
    if (single != null) judge(Settings.SECRET.name(), single);
    if (versioned.isEmpty() && single == null) {
      boolean tried = reading.isSet(Settings.SECRETS) || reading.isSet(Settings.SECRET);
      if (mode == Mode.PRODUCTION && !tried) {
        reading.problem(Settings.SECRET.name(), "is missing in production", MEND);
      }
      return null;
    }
    var ring = new SecretRing(versioned, single == null ? null : new Secret(null, single), retired);
    refuseAcceptedThatAreRetired(ring);
    return ring;
  }

  private void refuseAcceptedThatAreRetired(SecretRing ring) {
    var accepted = ring.accepted().stream().map(Secret::value).toList();
    if (ring.retired().stream().map(Secret::value).anyMatch(accepted::contains)) {
      reading.problem(
          Settings.RETIRED_SECRETS.name(),
          "lists a secret that is still in use",
          "only secrets that are to be refused");
    }
  }

  private List<Secret> versioned(String text) {
    var secrets = new ArrayList<Secret>();
    Set<Integer> versions = new HashSet<>();
    for (var entry : text.split(",", -1)) {
      var parts = entry.strip().split(":", 2);
      if (parts.length < 2) {
        return malformed("has an entry without a colon");
      }
      var number = parts[0].strip();
      if (!number.matches("\\d{1,9}")) return malformed("has a version that is no number");
      var value = parts[1].strip();
      if (value.isEmpty()) return malformed("has a version without a secret");
      if (!versions.add(Integer.valueOf(number))) return malformed("has a version twice");
      secrets.add(new Secret(Integer.valueOf(number), value));
    }
    return secrets;
  }

  private List<Secret> malformed(String what) {
    reading.problem(Settings.SECRETS.name(), what, "2:NEW,1:OLD with the current secret first");
    return List.of();
  }

  private void judge(String name, String secret) {
    var weakness = weakness(secret);
    if (weakness == null) return;
    if (mode == Mode.PRODUCTION) {
      reading.problem(name, weakness, MEND);
    } else {
      remarks.add(name + " " + weakness + "; production would refuse it");
    }
  }

  /** The reference's estimate: length times the bits that its distinct characters could carry. */
  static @Nullable String weakness(String secret) {
    if (secret.equals(REFERENCE_DEFAULT)) return "is the default that everybody knows";
    if (secret.isBlank()) return "is blank";
    if (secret.getBytes(StandardCharsets.UTF_8).length < FEWEST_BYTES) {
      return "is shorter than " + FEWEST_BYTES + " bytes";
    }
    long distinct = secret.chars().distinct().count();
    double bits = secret.length() * Math.log((double) distinct) / Math.log(2);
    return bits < FEWEST_BITS ? "is too easy to guess" : null;
  }

  /** For the start-up lines: which secrets there are, by version and fingerprint. */
  static String shown(SecretRing ring) {
    return String.join(", ", ring.accepted().stream().map(Secret::toString).toList());
  }
}
