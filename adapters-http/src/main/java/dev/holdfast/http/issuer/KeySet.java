package dev.holdfast.http.issuer;

import dev.holdfast.domain.token.PublicJwk;
import dev.holdfast.http.json.Json;
import dev.holdfast.http.json.JsonValue;
import dev.holdfast.http.json.MalformedJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A key set as it came (RFC 7517 §5): of each key the members that a public key has. */
final class KeySet {
  private static final Set<String> MEMBERS =
      Set.of("kid", "alg", "use", "kty", "crv", "x", "y", "n", "e");

  private KeySet() {}

  /**
   * Reads it; what is no key with a name is passed over, as §5 wants it.
   *
   * @throws MalformedJson if it is no JSON, or has no list of keys
   */
  static List<PublicJwk> read(byte[] utf8) {
    if (Json.read(utf8) instanceof JsonValue.Obj set
        && set.member("keys").orElse(null) instanceof JsonValue.Array(var items)) {
      List<PublicJwk> keys = new ArrayList<>();
      for (var item : items) {
        if (item instanceof JsonValue.Obj key) named(key).ifPresent(keys::add);
      }
      return keys;
    }
    throw new MalformedJson("no object with a list of keys");
  }

  private static Optional<PublicJwk> named(JsonValue.Obj key) {
    Map<String, String> members = new LinkedHashMap<>();
    key.members()
        .forEach(
            (name, value) -> {
              if (MEMBERS.contains(name) && value instanceof JsonValue.Text(var text)) {
                members.put(name, text);
              }
            });
    return members.containsKey("kid") ? Optional.of(new PublicJwk(members)) : Optional.empty();
  }
}
