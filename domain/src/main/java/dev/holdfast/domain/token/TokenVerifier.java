package dev.holdfast.domain.token;

import java.util.List;
import java.util.Map;

/** Checks a token against given keys: one signature and some comparisons. Asks nobody. */
public interface TokenVerifier {
  /** Never throws, whatever the token is. */
  Verdict verify(String token, List<PublicJwk> keys);

  /** Those of the keys that can verify something: well-formed, strong, of a known algorithm. */
  Map<KeyId, Algorithm> usable(List<PublicJwk> keys);

  /** What became of a token. */
  sealed interface Verdict {
    record Good(VerifiedToken token) implements Verdict {}

    record Refused(TokenRefusal refusal) implements Verdict {}

    /**
     * It names a key that is not among the given ones, so nothing else was looked at. Newer keys
     * may change that.
     */
    record KeyNotAmongThem(TokenRefusal refusal) implements Verdict {}
  }
}
