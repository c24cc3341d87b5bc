package dev.holdfast.domain.account;

/**
 * The commonest passwords, which are refused where one is set, never at sign-in (checklist 1.7).
 */
public interface BlockList {
  /** Compares without regard to case. */
  boolean contains(Password password);
}
