package dev.holdfast.crypto;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The text members of a JSON Web Key in their order (RFC 7517). Never prints itself. */
record Jwk(Map<String, String> members) {
  /** All members of a public key that are ever shown (checklist 7.11). */
  private static final Set<String> PUBLIC = Set.of("kty", "crv", "x", "y", "n", "e");

  static Jwk parse(String text) throws UnusableKey {
    var object = Json.object(text).orElseThrow(() -> new UnusableKey("is no JSON object"));
    Map<String, String> members = new LinkedHashMap<>();
    object.forEachEntry(
        (name, value) -> {
          if (value.isString()) members.put(name, value.stringValue());
        });
    return new Jwk(members);
  }

  static Jwk of(String... namesAndValues) {
    Map<String, String> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Jwk(members);
  }

  Map<String, String> publicMembers() {
    Map<String, String> shown = new LinkedHashMap<>(members);
    shown.keySet().retainAll(PUBLIC);
    return shown;
  }

  String text(String member) throws UnusableKey {
    var value = members.get(member);
    if (value == null) throw new UnusableKey("lacks " + member);
    return value;
  }

  byte[] bytes(String member) throws UnusableKey {
    return Base64Url.decode(text(member))
        .orElseThrow(() -> new UnusableKey("has a malformed " + member));
  }

  byte[] bytes(String member, int length) throws UnusableKey {
    var bytes = bytes(member);
    if (bytes.length != length) throw new UnusableKey("has a " + member + " of the wrong length");
    return bytes;
  }

  BigInteger number(String member) throws UnusableKey {
    return new BigInteger(1, bytes(member));
  }

  String json() {
    return Json.text(members);
  }

  @Override
  public String toString() {
    return "Jwk[hidden]";
  }
}
