package dev.holdfast.domain.token;

import java.util.List;

/** The public keys that tokens are verified with, in memory, wherever they come from. */
public interface TrustedKeys {
  /**
   * The keys at hand. Waits only while there never were any.
   *
   * @throws dev.holdfast.domain.platform.Unavailable if none could be had yet
   */
  List<PublicJwk> current();

  /**
   * The keys after a token named one that is not among {@link #current}: asks for newer ones if
   * that was not done a moment ago. The same list as before where there are none.
   *
   * @throws dev.holdfast.domain.platform.Unavailable if whoever publishes them cannot be asked, so
   *     that nobody can say whether the key is unknown or new
   */
  List<PublicJwk> newer();
}
