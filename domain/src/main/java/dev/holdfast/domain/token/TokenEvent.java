package dev.holdfast.domain.token;

import dev.holdfast.domain.account.UserId;
import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Reason;
import java.time.Instant;

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
}
