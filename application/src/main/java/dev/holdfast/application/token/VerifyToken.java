package dev.holdfast.application.token;

import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Reason;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.domain.token.PublicJwk;
import dev.holdfast.domain.token.TokenEvent;
import dev.holdfast.domain.token.TokenRefusal;
import dev.holdfast.domain.token.TokenVerifier;
import dev.holdfast.domain.token.TokenVerifier.Verdict;
import dev.holdfast.domain.token.TrustedKeys;
import dev.holdfast.domain.token.VerifiedToken;
import java.util.List;

/**
 * Takes a bearer token for good, or says why not: form, key, algorithm, signature, time, issuer and
 * audience, in this order. Costs one signature check and no query. What was expected and what came
 * is published for the log; the result has the reason alone.
 */
public final class VerifyToken {
  /** What became of a token. */
  public sealed interface Result {
    record Verified(VerifiedToken token) implements Result {}

    record Refused(Reason reason) implements Result {}
  }

  private final TrustedKeys keys;
  private final TokenVerifier verifier;
  private final Events events;

  public VerifyToken(TrustedKeys keys, TokenVerifier verifier, Events events) {
    this.keys = keys;
    this.verifier = verifier;
    this.events = events;
  }

  /**
   * Judges a token.
   *
   * @throws Unavailable if there are no keys to judge it by, or perhaps newer ones that cannot be
   *     fetched now
   */
  public Result execute(String token) {
    try {
      return result(judged(token));
    } catch (Unavailable noKeys) {
      var reason = noKeys.reason().orElse(Reason.KEYS_UNAVAILABLE);
      events.publish(
          new TokenEvent.Rejected(
              TokenRefusal.because(reason, String.valueOf(noKeys.getMessage()))));
      throw noKeys;
    }
  }

  private Verdict judged(String token) {
    var known = keys.current();
    var verdict = verifier.verify(token, known);
    if (!(verdict instanceof Verdict.KeyNotAmongThem)) return verdict;
    List<PublicJwk> newer = keys.newer();
    return newer.equals(known) ? verdict : verifier.verify(token, newer);
  }

  private Result result(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Good(var token) -> new Result.Verified(token);
      case Verdict.Refused(var refusal) -> refused(refusal);
      case Verdict.KeyNotAmongThem(var refusal) -> refused(refusal);
    };
  }

  private Result refused(TokenRefusal refusal) {
    events.publish(new TokenEvent.Rejected(refusal));
    return new Result.Refused(refusal.reason());
  }
}
