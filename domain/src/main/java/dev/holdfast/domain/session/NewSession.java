package dev.holdfast.domain.session;

/** A session at the only moment at which its token is known: when it was started. */
public record NewSession(Session session, SessionToken token) {}
