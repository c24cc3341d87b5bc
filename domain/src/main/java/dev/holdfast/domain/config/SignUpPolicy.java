package dev.holdfast.domain.config;

/**
 * Who may sign up, and what follows.
 *
 * @param open whether anybody may
 * @param autoSignIn whether signing up starts a session; if not, a taken address is not told
 */
public record SignUpPolicy(boolean open, boolean autoSignIn) {}
