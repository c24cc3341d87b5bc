package dev.holdfast.http.session;

import dev.holdfast.domain.account.User;
import dev.holdfast.domain.session.Session;
import dev.holdfast.domain.session.SessionToken;

/** Who calls: a live session, whose it is, and the token that it came with. */
public record Caller(User user, Session session, SessionToken token) {}
