package dev.holdfast.postgres;

/**
 * What the connections of this process are doing, for whoever measures.
 *
 * @param active in use
 * @param idle ready for use
 * @param most that there may be
 * @param waiting callers that wait for one
 */
public record Load(int active, int idle, int most, int waiting) {
  /** Before the database was reached for the first time. */
  static final Load NONE = new Load(0, 0, 0, 0);
}
