package dev.holdfast.bootstrap;

import dev.holdfast.bootstrap.settings.Choices.Coexist;
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
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The settings, together with what the database decided at its first migration. */
public final class LiveEnvironment implements Environment {
  /**
   * What the database keeps of its first migration.
   *
   * @param coexist whether the reference's tables were there before ours
   * @param adoptedAt when Holdfast took them over; null if there were none
   */
  public record Adoption(boolean coexist, @Nullable Instant adoptedAt) {}

  private final Configuration configuration;
  private final Supplier<Adoption> adoption;

  /**
   * @param adoption throws {@code Unavailable} until the database was reached once
   */
  public LiveEnvironment(Configuration configuration, Supplier<Adoption> adoption) {
    this.configuration = configuration;
    this.adoption = adoption;
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
    var decided = adoption.get();
    boolean coexist = coexist(decided);
    var sessions = configuration.sessions();
    return new SessionPolicy(
        sessions.expiresIn(),
        sessions.updateAge(),
        sessions.freshAge(),
        sessions.maxLifetime(coexist),
        decided.adoptedAt(),
        coexist ? TokenForm.PLAIN : TokenForm.DIGEST);
  }

  @Override
  public HashForm hashForm() {
    return coexist(adoption.get()) ? HashForm.SCRYPT : HashForm.ARGON2ID;
  }

  private boolean coexist(Adoption decided) {
    var setting = configuration.database().coexist();
    return setting == Coexist.AUTO ? decided.coexist() : setting == Coexist.ON;
  }
}
