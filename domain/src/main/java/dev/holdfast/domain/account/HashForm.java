package dev.holdfast.domain.account;

/** How passwords are hashed when written; both forms are always read (checklist 2.1, 2.2). */
public enum HashForm {
  /** The reference's scrypt, N=16384 r=16 p=1: all that better-auth can read. */
  SCRYPT,
  /** Argon2id, 19 MiB, two passes, one lane. */
  ARGON2ID
}
