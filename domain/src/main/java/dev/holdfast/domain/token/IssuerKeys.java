package dev.holdfast.domain.token;

import java.util.List;

/** The key set that an issuer elsewhere publishes (RFC 7517 §5). */
public interface IssuerKeys {
  /**
   * Fetches it now, in a few seconds at most.
   *
   * @return what is said of each key; whether it can be used is for {@link TokenVerifier} to say
   * @throws dev.holdfast.domain.platform.Unavailable saying where it was looked for and why it
   *     cannot be had
   */
  List<PublicJwk> fetch();
}
