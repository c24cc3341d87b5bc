package dev.holdfast.domain.session;

import dev.holdfast.domain.account.Restrictions;
import dev.holdfast.domain.account.User;
import org.jspecify.annotations.Nullable;

/** A session with whose it is, as one query finds them. No user: the row outlived them. */
public record KnownSession(Session session, @Nullable User user, Restrictions restrictions) {}
