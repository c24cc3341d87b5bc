package dev.holdfast.domain.platform;

/** Names one running process among all that share a database: its host, and chance. */
public record InstanceName(String value) {
  /** How much of it is chance, so that two processes of one host differ. */
  public static final int CHANCE = 6;

  public static InstanceName of(String host, Entropy entropy) {
    return new InstanceName(host + "-" + entropy.text(CHANCE));
  }
}
