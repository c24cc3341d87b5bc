package dev.holdfast.bootstrap.wiring;

import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.domain.secret.SecretRing;
import dev.holdfast.postgres.DatabaseSettings;
import org.jspecify.annotations.Nullable;

/**
 * All that a server is built from: settings that are valid, the secrets, and where the database is.
 *
 * @param owner the role that migrates; null: the run-time role
 */
public record Deployment(
    Configuration configuration,
    SecretRing secrets,
    DatabaseSettings database,
    @Nullable DatabaseSettings owner) {}
