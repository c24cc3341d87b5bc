package dev.holdfast.domain.instance;

import java.time.Instant;
import java.util.List;

/**
 * Where instances leave word of themselves. {@code InstanceStoreContract} says what each effect
 * means. All throw {@code Unavailable}.
 */
public interface InstanceStore {
  /**
   * Writes this instance's row, new or again, and reads those of others, as one effect. Rows that
   * nobody has renewed for a day are forgotten on the way.
   *
   * @return the others that were seen at or after this moment, by name
   */
  List<Instance> meet(Instance own, Instant since);

  /** All that were seen at or after this moment, by name. */
  List<Instance> seenSince(Instant since);

  /** This instance ends. */
  void leave(String id);

  /** A text that this database's instances share with nobody else; it never changes. */
  String salt();
}
