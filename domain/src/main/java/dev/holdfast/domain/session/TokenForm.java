package dev.holdfast.domain.session;

/** How session tokens are written; both forms are always read (decisions "Stored tokens"). */
public enum TokenForm {
  /** As it is: all that better-auth can read. */
  PLAIN,
  /** {@code sha256:} and the digest: a stolen table signs nobody in (checklist 4.5). */
  DIGEST
}
