package dev.holdfast.domain.token;

import dev.holdfast.domain.account.UserId;
import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Reason;
import java.time.Instant;
import java.util.Map;

/** What happens to tokens and keys: ids and moments, no values. */
public sealed interface TokenEvent extends Events.Event {
  record Issued(UserId user, KeyId key, Instant expiresAt) implements TokenEvent {}

  record IssueRefused(Reason reason, UserId user) implements TokenEvent {}

  record KeyCreated(KeyId key, Algorithm algorithm) implements TokenEvent {}

  /** A row that no secret opens; said once for each row and content. */
  record KeyNotOpened(KeyId key) implements TokenEvent {}

  record KeyResealed(KeyId key) implements TokenEvent {}

  /** The table could not be read; the keys in memory, if there are any, go on. */
  record RefreshFailed(String why) implements TokenEvent {}

  /** A request's token was not taken, or could not be judged. */
  record Rejected(TokenRefusal refusal) implements TokenEvent {}

  /** An issuer's key set came, and it is not the one from before. */
  record KeysFetched(Map<KeyId, Algorithm> keys) implements TokenEvent {
    public KeysFetched {
      keys = Map.copyOf(keys);
    }
  }

  /**
   * An issuer's key set could not be had; said once for each cause until it comes again.
   *
   * @param served whether there are older ones that go on
   */
  record KeysNotFetched(String why, boolean served) implements TokenEvent {}
}
