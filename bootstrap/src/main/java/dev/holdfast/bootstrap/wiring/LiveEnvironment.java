package dev.holdfast.bootstrap.wiring;

import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.domain.account.HashForm;
import dev.holdfast.domain.account.PasswordPolicy;
import dev.holdfast.domain.config.Environment;
import dev.holdfast.domain.config.Mode;
import dev.holdfast.domain.config.PublicUrl;
import dev.holdfast.domain.config.SignUpPolicy;
import dev.holdfast.domain.session.SessionPolicy;
import dev.holdfast.domain.session.TokenForm;
import dev.holdfast.domain.token.TokenPolicy;
import dev.holdfast.postgres.Installation;
import java.util.function.Supplier;

/**
 * The settings, and what the database decided at its first migration: whether better-auth goes on
 * using it, and since when Holdfast does.
 */
public final class LiveEnvironment implements Environment {
  private final Configuration configuration;
  private final Supplier<Installation> installation;

  /**
   * @param installation throws {@code Unavailable} until the database was reached once
   */
  public LiveEnvironment(Configuration configuration, Supplier<Installation> installation) {
    this.configuration = configuration;
    this.installation = installation;
  }

  @Override
  public Mode mode() {
    return configuration.mode();
  }

  @Override
  public PublicUrl publicUrl() {
    return configuration.publicUrl();
  }

  @Override
  public SignUpPolicy signUp() {
    return configuration.signUp();
  }

  @Override
  public PasswordPolicy passwords() {
    return configuration.passwords();
  }

  @Override
  public TokenPolicy tokens() {
    return configuration.tokens();
  }

  @Override
  public SessionPolicy sessions() {
    var found = installation.get();
    boolean coexist = coexists(found);
    var sessions = configuration.sessions();
    return new SessionPolicy(
        sessions.expiresIn(),
        sessions.updateAge(),
        sessions.freshAge(),
        sessions.maxLifetime(coexist),
        found.adoptedAt(),
        coexist ? TokenForm.PLAIN : TokenForm.DIGEST);
  }

  @Override
  public HashForm hashForm() {
    return coexists(installation.get()) ? HashForm.SCRYPT : HashForm.ARGON2ID;
  }

  /** Whether only that is written which better-auth can read. */
  public boolean coexists() {
    return coexists(installation.get());
  }

  private boolean coexists(Installation found) {
    return switch (configuration.database().coexist()) {
      case ON -> true;
      case OFF -> false;
      case AUTO -> found.coexist();
    };
  }
}
