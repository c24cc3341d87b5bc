package dev.holdfast.crypto;

import dev.holdfast.domain.account.EmailAddress;
import dev.holdfast.domain.account.User;
import dev.holdfast.domain.account.UserId;
import dev.holdfast.domain.secret.Secret;
import dev.holdfast.domain.secret.SecretRing;
import dev.holdfast.domain.token.Algorithm;
import dev.holdfast.domain.token.Claims;
import dev.holdfast.domain.token.KeyId;
import dev.holdfast.domain.token.KeyVault.NewKey;
import dev.holdfast.domain.token.StoredKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rings, rows and claims of the protocol's vectors, and a vault around them. */
final class Fixtures {
  static final Instant NOW = Instant.ofEpochSecond(1_795_493_493L);
  static final SecretRing RING = SecretRing.of(new Secret(null, Vectors.SECRET));

  final XChaChaSealer sealer;
  final OpenedKeys opened;
  final JwkKeyVault vault;

  Fixtures(SecretRing ring) {
    this.sealer = new XChaChaSealer(ring, new SecureEntropy());
    this.opened = new OpenedKeys(sealer);
    this.vault = new JwkKeyVault(sealer, opened);
  }

  static Fixtures reference() {
    return new Fixtures(RING);
  }

  StoredKey key(Algorithm algorithm) {
    return vault.generate(new NewKey(new KeyId("k-" + algorithm), algorithm, NOW, null, null));
  }

  /** The row of the vectors. */
  static StoredKey row() {
    return row(text("publicKey"), text("privateKey"), "EdDSA", "Ed25519");
  }

  static StoredKey row(
      String publicKey, String privateKey, @Nullable String algorithm, @Nullable String curve) {
    var id = new KeyId(text("id"));
    return new StoredKey(id, publicKey, privateKey, NOW, null, algorithm, curve, null);
  }

  static Claims claims(String... audience) {
    var created = Instant.parse("2026-11-24T04:03:04.069Z");
    var user =
        new User(
            new UserId("ATTDkEmv5caRlv57aj8udUk1P53xIrhr"),
            "A",
            EmailAddress.parse("c@example.com"),
            false,
            null,
            created,
            created);
    return new Claims(user, NOW, NOW.plusSeconds(900), "http://localhost:4001", List.of(audience));
  }

  private static String text(String member) {
    return Vectors.text("/jwksEncryptedPrivateKey/row/" + member);
  }
}
