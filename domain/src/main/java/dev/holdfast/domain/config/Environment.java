package dev.holdfast.domain.config;

import dev.holdfast.domain.account.HashForm;
import dev.holdfast.domain.account.PasswordPolicy;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.domain.session.SessionPolicy;
import dev.holdfast.domain.token.TokenPolicy;

/**
 * The deployment as the core sees it: settings that were validated at launch, and what the database
 * decided at its first migration.
 *
 * <p>What depends on the database throws {@link Unavailable} until it was reached once.
 */
public interface Environment {
  Mode mode();

  PublicUrl publicUrl();

  SignUpPolicy signUp();

  PasswordPolicy passwords();

  TokenPolicy tokens();

  /** Depends on the database. */
  SessionPolicy sessions();

  /** Depends on the database. */
  HashForm hashForm();
}
