package dev.holdfast.http.session;

import dev.holdfast.domain.account.User;
import dev.holdfast.domain.session.Session;
import dev.holdfast.domain.session.SessionToken;
import java.time.Instant;

/**
 * Who calls: a live session, whose it is, and the token that it came with.
 *
 * @param tokensEnd when an access token for this caller ends at the latest
 */
public record Caller(User user, Session session, SessionToken token, Instant tokensEnd) {
  Caller(User user, Session session, SessionToken token) {
    this(user, session, token, session.expiresAt());
  }
}
