package dev.holdfast.http.token;

import dev.holdfast.domain.token.PublicJwk;
import dev.holdfast.http.json.Json;
import dev.holdfast.http.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The JWKS as bytes, written once for each set of keys (RFC 7517 §5, RFC 9110 §8.8.3). */
final class KeyDocument {
  static final KeyDocument EMPTY = of(List.of());

  private final List<PublicJwk> keys;
  private final byte[] json;
  private final String etag;

  private KeyDocument(List<PublicJwk> keys, byte[] json, String etag) {
    this.keys = keys;
    this.json = json;
    this.etag = etag;
  }

  static KeyDocument of(List<PublicJwk> keys) {
    var json =
        Json.write(new JsonObject().put("keys", keys.stream().map(PublicJwk::members).toList()));
    return new KeyDocument(List.copyOf(keys), json, '"' + digest(json) + '"');
  }

  boolean isOf(List<PublicJwk> others) {
    return keys.equals(others);
  }

  byte[] json() {
    return json.clone();
  }

  String etag() {
    return etag;
  }

  /** Whether an {@code If-None-Match} names this document; weak comparison, as for all reads. */
  boolean matches(String ifNoneMatch) {
    return Arrays.stream(ifNoneMatch.split(",", -1))
        .map(String::strip)
        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
        .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
  }

  private static String digest(byte[] json) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(json);
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every JDK has SHA-256", absent);
    }
  }
}
