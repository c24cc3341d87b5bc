package dev.holdfast.domain.token;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** One entry of the JWKS: members in wire order, none of them private (RFC 7517 §4). */
public record PublicJwk(Map<String, String> members) {
  public PublicJwk {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }
}
