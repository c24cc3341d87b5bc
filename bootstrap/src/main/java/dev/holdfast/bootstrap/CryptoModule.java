package dev.holdfast.bootstrap;

import dagger.Module;
import dagger.Provides;
import dev.holdfast.crypto.CommonPasswords;
import dev.holdfast.crypto.HmacCookieSigner;
import dev.holdfast.crypto.JwkKeyVault;
import dev.holdfast.crypto.JwtSigner;
import dev.holdfast.crypto.JwtVerifier;
import dev.holdfast.crypto.OpenedKeys;
import dev.holdfast.crypto.PermittedHasher;
import dev.holdfast.crypto.XChaChaSealer;
import dev.holdfast.domain.account.BlockList;
import dev.holdfast.domain.account.PasswordHasher;
import dev.holdfast.domain.platform.Counters;
import dev.holdfast.domain.platform.Entropy;
import dev.holdfast.domain.secret.CookieSigner;
import dev.holdfast.domain.secret.Sealer;
import dev.holdfast.domain.secret.SecretRing;
import dev.holdfast.domain.token.KeyVault;
import dev.holdfast.domain.token.TokenExpectation;
import dev.holdfast.domain.token.TokenPolicy;
import dev.holdfast.domain.token.TokenSigner;
import dev.holdfast.domain.token.TokenVerifier;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Secrets, keys and passwords. */
@Module
interface CryptoModule {
  @Provides
  @Singleton
  static CookieSigner cookieSigner(SecretRing secrets) {
    return new HmacCookieSigner(secrets);
  }

  @Provides
  @Singleton
  static Sealer sealer(SecretRing secrets, Entropy entropy) {
    return new XChaChaSealer(secrets, entropy);
  }

  @Provides
  @Singleton
  static OpenedKeys openedKeys(Sealer sealer) {
    return new OpenedKeys(sealer);
  }

  @Provides
  static KeyVault keyVault(Sealer sealer, OpenedKeys opened) {
    return new JwkKeyVault(sealer, opened);
  }

  @Provides
  @Singleton
  static JwtSigner jwtSigner(OpenedKeys opened) {
    return new JwtSigner(opened);
  }

  @Provides
  static TokenSigner tokenSigner(JwtSigner signer, Observation observation) {
    return observation.watched(signer);
  }

  @Provides
  @Singleton
  static TokenVerifier tokenVerifier(TokenPolicy policy, InstantSource clock) {
    return new JwtVerifier(TokenExpectation.of(policy), clock);
  }

  /** One hash for each core at a time: more would only share the same cores. */
  @Provides
  @Singleton
  static PermittedHasher permittedHasher(Entropy entropy, Counters counters) {
    return new PermittedHasher(Runtime.getRuntime().availableProcessors(), entropy, counters);
  }

  @Provides
  static PasswordHasher passwordHasher(PermittedHasher hasher, Observation observation) {
    return observation.watched(hasher);
  }

  @Provides
  @Singleton
  static BlockList commonPasswords() {
    return new CommonPasswords();
  }
}
