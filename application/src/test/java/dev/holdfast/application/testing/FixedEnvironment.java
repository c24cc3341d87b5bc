package dev.holdfast.application.testing;

import dev.holdfast.domain.account.HashForm;
import dev.holdfast.domain.account.PasswordPolicy;
import dev.holdfast.domain.config.Environment;
import dev.holdfast.domain.config.Mode;
import dev.holdfast.domain.config.PublicUrl;
import dev.holdfast.domain.config.SignUpPolicy;
import dev.holdfast.domain.session.SessionPolicy;
import dev.holdfast.domain.session.TokenForm;
import dev.holdfast.domain.token.Algorithm;
import dev.holdfast.domain.token.TokenPolicy;
import java.time.Duration;
import java.util.List;

/** A deployment with the defaults; each test changes what it is about. */
public record FixedEnvironment(
    Mode mode,
    PublicUrl publicUrl,
    SignUpPolicy signUp,
    PasswordPolicy passwords,
    TokenPolicy tokens,
    SessionPolicy sessions,
    HashForm hashForm)
    implements Environment {

  public static FixedEnvironment defaults() {
    var url = PublicUrl.parse("http://localhost:3000");
    return new FixedEnvironment(
        Mode.DEVELOPMENT,
        url,
        new SignUpPolicy(true, true),
        new PasswordPolicy(8, 128, true),
        new TokenPolicy(
            url.origin(), List.of(url.origin()), Duration.ofMinutes(15), Algorithm.EDDSA),
        Sessions.policy(TokenForm.DIGEST),
        HashForm.ARGON2ID);
  }

  public FixedEnvironment with(SignUpPolicy other) {
    return new FixedEnvironment(mode, publicUrl, other, passwords, tokens, sessions, hashForm);
  }

  public FixedEnvironment with(SessionPolicy other) {
    return new FixedEnvironment(mode, publicUrl, signUp, passwords, tokens, other, hashForm);
  }

  public FixedEnvironment with(TokenPolicy other) {
    return new FixedEnvironment(mode, publicUrl, signUp, passwords, other, sessions, hashForm);
  }

  public FixedEnvironment with(HashForm other) {
    return new FixedEnvironment(mode, publicUrl, signUp, passwords, tokens, sessions, other);
  }
}
