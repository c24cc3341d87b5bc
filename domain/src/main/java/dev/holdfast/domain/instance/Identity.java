package dev.holdfast.domain.instance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What an instance stands for: the values that must be the same everywhere, or users are signed out
 * by whichever instance they meet next.
 *
 * @param role and
 * @param version may differ at any time: a roll-out, or parts that serve different things
 * @param url the public one, with the base path
 * @param cookie name and attributes, as {@code Set-Cookie} has them
 * @param secrets what accepted secrets are recognised by, the one that signs first
 * @param keys ids of the signing keys that it can open
 */
public record Identity(
    String role,
    String version,
    String url,
    String issuer,
    List<String> audience,
    String jwksUrl,
    String cookie,
    List<String> secrets,
    List<String> keys) {
  public Identity {
    audience = List.copyOf(audience);
    secrets = List.copyOf(secrets);
    keys = List.copyOf(keys);
  }

  /**
   * One value on which two instances disagree.
   *
   * @param value its stable name: url, issuer, audience, jwks_url, cookie, secret, keys, clock
   */
  public record Difference(String value, String mine, String theirs) {}

  /** What differs and should not. What a rolling rotation makes differ on purpose does not. */
  public List<Difference> differences(Identity other) {
    var found = new ArrayList<Difference>();
    compare(found, "url", url, other.url);
    compare(found, "issuer", issuer, other.issuer);
    compare(found, "audience", sorted(audience), sorted(other.audience));
    compare(found, "jwks_url", jwksUrl, other.jwksUrl);
    compare(found, "cookie", cookie, other.cookie);
    if (!takesSecretOf(other) || !other.takesSecretOf(this)) {
      compare(found, "secret", secretsInWords(), other.secretsInWords());
    }
    // A new key is known to some a little earlier than to others; nothing in common is another
    // matter: one of them cannot open what the other signs with.
    if (!keys.isEmpty() && !other.keys.isEmpty() && Collections.disjoint(keys, other.keys)) {
      compare(found, "keys", sorted(keys), sorted(other.keys));
    }
    return List.copyOf(found);
  }

  /** While a secret is replaced step by step, each accepts what the other signs with. */
  private boolean takesSecretOf(Identity other) {
    return other.secrets.isEmpty() || secrets.contains(other.secrets.getFirst());
  }

  private String secretsInWords() {
    if (secrets.isEmpty()) return "none";
    var rest = secrets.subList(1, secrets.size());
    var signs = "signs with " + secrets.getFirst();
    return rest.isEmpty() ? signs : signs + ", accepts " + String.join(", ", rest);
  }

  private static void compare(List<Difference> found, String value, String mine, String theirs) {
    if (!Objects.equals(mine, theirs)) found.add(new Difference(value, mine, theirs));
  }

  private static String sorted(List<String> values) {
    return String.join(", ", new TreeSet<>(values));
  }
}
