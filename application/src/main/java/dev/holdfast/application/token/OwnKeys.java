package dev.holdfast.application.token;

import dev.holdfast.domain.token.PublicJwk;
import dev.holdfast.domain.token.StoredKey;
import dev.holdfast.domain.token.TrustedKeys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys that this deployment publishes itself, for verifying its own tokens. {@link SigningKeys}
 * keeps them current, so there is nobody to ask for newer ones.
 */
public final class OwnKeys implements TrustedKeys {
  /** What was published, and from what; the same list for the same rows. */
  private record Published(List<StoredKey> rows, List<PublicJwk> keys) {}

  private final SigningKeys signing;
  private final PublishKeys publish;
  private volatile @Nullable Published last;

  public OwnKeys(SigningKeys signing, PublishKeys publish) {
    this.signing = signing;
    this.publish = publish;
  }

  @Override
  public List<PublicJwk> current() {
    var rows = signing.published();
    var known = last;
    if (known != null && known.rows().equals(rows)) return known.keys();
    var keys = List.copyOf(publish.execute());
    last = new Published(rows, keys);
    return keys;
  }

  @Override
  public List<PublicJwk> newer() {
    return current();
  }
}
