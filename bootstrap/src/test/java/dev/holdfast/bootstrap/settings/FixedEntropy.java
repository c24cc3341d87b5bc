package dev.holdfast.bootstrap.settings;

import dev.holdfast.domain.platform.Entropy;

/** Always the same: a second call would make the same secret, a kept one is read. */
final class FixedEntropy implements Entropy {
  private int calls;

  @Override
  public String text(int length) {
    calls++;
    return String.valueOf((char) ('a' + calls)).repeat(length);
  }

  @Override
  public byte[] bytes(int length) {
    return new byte[length];
  }
}
