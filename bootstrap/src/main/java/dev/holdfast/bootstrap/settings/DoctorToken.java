package dev.holdfast.bootstrap.settings;

import dev.holdfast.domain.config.Mode;
import dev.holdfast.domain.secret.Secret;
import dev.holdfast.domain.secret.SecretRing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The token between {@code doctor} and the server. In production somebody sets it; in development
 * both sides find it in the secret that they share, so that nothing has to be set up.
 */
public final class DoctorToken {
  private static final String PURPOSE = "holdfast-doctor";

  private DoctorToken() {}

  /** What the server asks for; empty: nothing would do. */
  public static Optional<String> of(Configuration configuration, SecretRing secrets) {
    var set = configuration.listening().doctorToken();
    if (set != null) return Optional.of(set);
    if (configuration.mode() == Mode.PRODUCTION) return Optional.empty();
    return Optional.of(derived(secrets.current()));
  }

  /** What the command brings, whose other settings may be none or wrong: it runs elsewhere. */
  public static Optional<String> given(Map<String, String> environment, Path workingFolder) {
    var alone = new Reading(Sources.of(environment), new ArrayList<>());
    var set = alone.given(Settings.DOCTOR_TOKEN);
    if (set.isPresent()) return set;
    return switch (Configuration.read(environment, workingFolder)) {
      case Configuration.Result.Valid(var configuration) ->
          configuration.secretsIfAny().flatMap(secrets -> of(configuration, secrets));
      case Configuration.Result.Invalid(var _) -> Optional.empty();
    };
  }

  private static String derived(Secret secret) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      var key = secret.value().getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(PURPOSE.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", absent);
    }
  }
}
