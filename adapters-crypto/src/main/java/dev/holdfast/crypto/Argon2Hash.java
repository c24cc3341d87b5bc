package dev.holdfast.crypto;

import dev.holdfast.domain.account.Password;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * An Argon2id hash (RFC 9106) in the PHC string form, {@code $argon2id$v=19$m=,t=,p=$salt$hash}. A
 * stored one may not ask for more work than the bounds here, so that a poisoned row cannot stop the
 * server (checklist 2.8). Never prints itself.
 */
record Argon2Hash(Cost cost, String salt, String hash) {
  static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private static final int MOST_MEMORY_KIB = 64 * 1024;
  private static final int MOST_PASSES = 10;
  private static final int MOST_LANES = 4;

  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=([1-9][0-9]{0,5}),t=([1-9][0-9]?),p=([1-9])"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

  /** Memory in KiB, passes, lanes. */
  record Cost(int memoryKib, int passes, int lanes) {
    /** What new hashes cost: 19 MiB and about 0.03 s (checklist 2.1). */
    static final Cost TARGET = new Cost(19456, 2, 1);

    boolean isAllowed() {
      return memoryKib <= MOST_MEMORY_KIB
          && memoryKib >= 8 * lanes // RFC 9106 §3.1
          && passes <= MOST_PASSES
          && lanes <= MOST_LANES;
    }

    boolean reachesTarget() {
      return memoryKib >= TARGET.memoryKib && passes >= TARGET.passes && lanes >= TARGET.lanes;
    }
  }

  static Argon2Hash of(Password password, byte[] salt) {
    var hash = derive(password, Cost.TARGET, salt, HASH_BYTES);
    return new Argon2Hash(Cost.TARGET, encode(salt), encode(hash));
  }

  /** Empty for any other form, and for one that asks for too much work. */
  static Optional<Argon2Hash> parse(String stored) {
    var form = FORM.matcher(stored);
    if (!form.matches()) return Optional.empty();

    var cost = new Cost(number(form, 1), number(form, 2), number(form, 3));
    boolean decodes = isBase64(form.group(4)) && isBase64(form.group(5));
    return decodes && cost.isAllowed()
        ? Optional.of(new Argon2Hash(cost, form.group(4), form.group(5)))
        : Optional.empty();
  }

  boolean matches(Password password) {
    var expected = Base64.getDecoder().decode(hash);
    var salted = Base64.getDecoder().decode(salt);
    return MessageDigest.isEqual(derive(password, cost, salted, expected.length), expected);
  }

  boolean reachesTarget() {
    return cost.reachesTarget()
        && Base64.getDecoder().decode(salt).length >= SALT_BYTES
        && Base64.getDecoder().decode(hash).length >= HASH_BYTES;
  }

  String text() {
    return "$argon2id$v=19$m="
        + cost.memoryKib()
        + ",t="
        + cost.passes()
        + ",p="
        + cost.lanes()
        + "$"
        + salt
        + "$"
        + hash;
  }

  private static byte[] derive(Password password, Cost cost, byte[] salt, int length) {
    var parameters =
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKib())
            .withIterations(cost.passes())
            .withParallelism(cost.lanes())
            .withSalt(salt)
            .build();
    var generator = new Argon2BytesGenerator();
    generator.init(parameters);
    var derived = new byte[length];
    generator.generateBytes(password.normalized().getBytes(StandardCharsets.UTF_8), derived);
    return derived;
  }

  private static int number(MatchResult form, int group) {
    return Integer.parseInt(form.group(group));
  }

  private static boolean isBase64(String text) {
    try {
      return encode(Base64.getDecoder().decode(text)).equals(text);
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "Argon2Hash[hidden]";
  }
}
