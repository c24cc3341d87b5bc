package dev.holdfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.util.Base64URL;
import dev.holdfast.domain.account.Password;
import dev.holdfast.domain.account.PasswordHash;
import dev.holdfast.domain.account.PasswordHasher.Verdict;
import dev.holdfast.domain.secret.Sealer.Opening.Opened;
import dev.holdfast.domain.token.Algorithm;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Vectors of features that do not exist yet, checked by their construction: whoever builds such a
 * feature starts from a construction that is known to be right.
 */
final class LaterVectorsTest {
  private final XChaChaSealer sealer = Fixtures.reference().sealer;
  private final HmacKey hmac = new HmacKey(Vectors.SECRET);

  @Test
  @Vectors.Checks("cookieCache")
  void a_compact_cookie_cache_is_signed_over_its_inner_text_with_the_end_appended() {
    var vector = Vectors.of("cookieCache").get("compact");
    var outer = decoded(text(vector, "value"));
    assertThat(outer).isEqualTo(text(vector, "decodedJson"));

    var json = Vectors.json(outer);
    var inner = outer.substring("{\"session\":".length(), outer.lastIndexOf(",\"expiresAt\":"));
    var signed =
        inner.substring(0, inner.length() - 1) + ",\"expiresAt\":" + json.get("expiresAt") + "}";
    assertThat(signed).isEqualTo(text(vector, "signedString"));
    assertThat(Base64Url.encode(hmac.of(signed))).isEqualTo(text(json, "signature"));
    assertThat(text(vector, "signatureBase64url")).isEqualTo(text(json, "signature"));
  }

  @Test
  @Vectors.Checks("cookieCache")
  void a_jwt_cookie_cache_is_signed_by_the_secret_or_the_published_key() {
    var vectors = Vectors.of("cookieCache");
    isSignedBySecret(vectors.get("jwt"), text(vectors.get("jwt"), "value"));

    var vector = vectors.get("jwt-with-jwks");
    var token = text(vector, "value");
    saysWhatTheVectorSays(vector, token);
    int end = token.lastIndexOf('.');
    var keys =
        VerificationKeys.of(
            List.of(Fixtures.reference().vault.publicJwk(Fixtures.row(), Algorithm.EDDSA)));
    var key = keys.byId(text(vector.get("header"), "kid")).orElseThrow();
    assertThat(
            JwsSignature.verifies(
                key.algorithm(),
                key.key(),
                Utf8.bytes(token.substring(0, end)),
                Base64Url.decode(token.substring(end + 1)).orElseThrow()))
        .isTrue();
  }

  @Test
  @Vectors.Checks({"cookieCache", "accountDataCookie"})
  void encrypted_cookies_use_a_key_derived_from_the_secret() throws JOSEException, ParseException {
    var cache = Vectors.of("cookieCache").get("jwe");
    isEncrypted(cache, text(cache.get("hkdf"), "salt"), text(cache.get("hkdf"), "info"));
    isEncrypted(
        Vectors.of("accountDataCookie"), "better-auth-account", text(cache.get("hkdf"), "info"));
  }

  @Test
  @Vectors.Checks("emailVerificationToken")
  void a_mail_token_is_signed_by_the_secret() {
    var vector = Vectors.of("emailVerificationToken");
    isSignedBySecret(vector, text(vector, "token"));
  }

  @Test
  @Vectors.Checks({"hashedIdentifier", "apiKeyHash"})
  void identifiers_and_api_keys_are_stored_as_sha_256() throws NoSuchAlgorithmException {
    var identifier = Vectors.of("hashedIdentifier");
    assertThat(sha256(text(identifier, "input"))).isEqualTo(text(identifier, "stored"));
    var apiKey = Vectors.of("apiKeyHash");
    assertThat(sha256(text(apiKey, "key"))).isEqualTo(text(apiKey, "stored"));
  }

  @Test
  @Vectors.Checks("twoFactor")
  void second_factors_are_sealed_and_codes_follow_rfc_4226() throws Exception {
    var vector = Vectors.of("twoFactor");
    var secret = text(vector, "totpSecret");
    assertThat(sealer.open(text(vector, "storedSecret"))).isEqualTo(new Opened(secret, true));
    assertThat(sealer.open(text(vector, "storedBackupCodes")))
        .isEqualTo(new Opened(text(vector, "backupCodesJson"), true));
    for (var code : vector.get("hotp")) {
      assertThat(hotp(secret, code.get("counter").longValue())).isEqualTo(text(code, "code"));
    }
    var trust = vector.get("trustDevice");
    var device = text(trust, "userId") + "!" + text(trust, "identifier");
    assertThat(Base64Url.encode(hmac.of(device))).isEqualTo(text(trust, "token"));
    var value = text(trust, "token") + "!" + text(trust, "identifier");
    assertThat(text(trust, "observedCookie").replace("%2B", "+").replace("%3D", "="))
        .isEqualTo(
            "better-auth.trust_device="
                + value
                + "."
                + new HmacCookieSigner(Fixtures.RING).sign(value));
  }

  @Test
  @Vectors.Checks("rows")
  void sealed_and_hashed_columns_of_the_references_rows_are_read() {
    var rows = Vectors.of("rows");
    assertThat(text(rows.get("jwks"), "privateKey")).isEqualTo(Fixtures.row().privateKey());
    assertThat(text(rows.get("apikey"), "key")).isEqualTo(Vectors.text("/apiKeyHash/stored"));
    assertThat(sealer.open(text(rows.get("twoFactor"), "secret"))).isInstanceOf(Opened.class);
    assertThat(sealer.open(text(rows.get("twoFactor"), "backupCodes"))).isInstanceOf(Opened.class);
    var stored = new PasswordHash(text(rows.get("account_credential"), "password"));
    try (var hasher = new PermittedHasher(1, new SecureEntropy(), new CountedCounters())) {
      assertThat(hasher.verify(new Password("nobody knows it"), stored))
          .isEqualTo(Verdict.MISMATCH);
    }
  }

  private void isSignedBySecret(JsonNode vector, String token) {
    saysWhatTheVectorSays(vector, token);
    int end = token.lastIndexOf('.');
    assertThat(Base64Url.encode(hmac.of(token.substring(0, end))))
        .isEqualTo(token.substring(end + 1));
  }

  private static void saysWhatTheVectorSays(JsonNode vector, String token) {
    var parts = token.split("\\.", -1);
    assertThat(decoded(parts[0])).isEqualTo(vector.get("header").toString());
    assertThat(decoded(parts[1])).isEqualTo(vector.get("payload").toString());
  }

  private static void isEncrypted(JsonNode vector, String salt, String info)
      throws JOSEException, ParseException {
    var key = new byte[64];
    var generator = new HKDFBytesGenerator(new SHA256Digest());
    generator.init(
        new HKDFParameters(Utf8.bytes(Vectors.SECRET), Utf8.bytes(salt), Utf8.bytes(info)));
    generator.generateBytes(key, 0, key.length);
    assertThat(key).asHexString().isEqualToIgnoringCase(text(vector, "cekHex"));

    var jwe = JWEObject.parse(text(vector, "value"));
    assertThat(Vectors.json(jwe.getHeader().toString())).isEqualTo(vector.get("header"));
    assertThat(new OctetSequenceKey.Builder(Base64URL.encode(key)).build().computeThumbprint())
        .hasToString(text(vector.get("header"), "kid"));
    jwe.decrypt(new DirectDecrypter(key));
    assertThat(jwe.getPayload().toString()).isEqualTo(vector.get("payload").toString());
  }

  /** RFC 4226 §5.3, six digits. */
  private static String hotp(String secret, long counter) throws Exception {
    var mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(Utf8.bytes(secret), "HmacSHA1"));
    byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(counter).array());
    int offset = hash[hash.length - 1] & 0xf;
    int code = (ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE) % 1_000_000;
    return "%06d".formatted(code);
  }

  private static String sha256(String text) throws NoSuchAlgorithmException {
    return Base64Url.encode(MessageDigest.getInstance("SHA-256").digest(Utf8.bytes(text)));
  }

  private static String decoded(String part) {
    return Base64Url.decode(part).flatMap(Utf8::text).orElseThrow();
  }

  private static String text(JsonNode object, String member) {
    return object.get(member).stringValue();
  }
}
