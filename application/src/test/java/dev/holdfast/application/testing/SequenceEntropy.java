package dev.holdfast.application.testing;

import dev.holdfast.domain.platform.Entropy;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/** Values that never repeat and are the same in every run. */
public final class SequenceEntropy implements Entropy {
  private final AtomicLong next = new AtomicLong();

  @Override
  public String text(int length) {
    var digits = Long.toString(next.incrementAndGet(), Character.MAX_RADIX);
    return "a".repeat(Math.max(0, length - digits.length())) + digits;
  }

  @Override
  public byte[] bytes(int length) {
    var bytes = new byte[Math.max(length, Long.BYTES)];
    ByteBuffer.wrap(bytes).putLong(next.incrementAndGet());
    return java.util.Arrays.copyOf(bytes, length);
  }
}
