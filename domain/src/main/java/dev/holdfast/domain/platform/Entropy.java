package dev.holdfast.domain.platform;

/** Chance that nobody can guess; the adapter asks a cryptographically secure source. */
public interface Entropy {
  /** Uniformly drawn characters of {@code a-z A-Z 0-9}: 5.95 bits each. */
  String text(int length);

  byte[] bytes(int length);
}
