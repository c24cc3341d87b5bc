package dev.holdfast.domain.account;

import org.jspecify.annotations.Nullable;

/** What signing in needs to know about an address. No password: the user signs in elsewhere. */
public record Login(User user, @Nullable PasswordHash password, Restrictions restrictions) {}
