package dev.holdfast.domain.instance;

import dev.holdfast.domain.instance.Identity.Difference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A value that another instance has otherwise. */
public record Disagreement(String instance, Difference difference) {
  /** Each instance follows the database's clock beyond this (decisions "Which clock"). */
  private static final Duration CLOCKS_APART = Duration.ofSeconds(5);

  /** Everything on which one instance disagrees with others. */
  public static List<Disagreement> between(Instance own, List<Instance> others) {
    var found = new ArrayList<Disagreement>();
    for (var other : others) {
      for (var difference : own.identity().differences(other.identity())) {
        found.add(new Disagreement(other.name(), difference));
      }
      var apart = own.clockAhead().minus(other.clockAhead()).abs();
      if (apart.compareTo(CLOCKS_APART) > 0) {
        var clock = new Difference("clock", offset(own), offset(other));
        found.add(new Disagreement(other.name(), clock));
      }
    }
    return List.copyOf(found);
  }

  private static String offset(Instance instance) {
    return "%+d ms from the database's".formatted(-instance.clockAhead().toMillis());
  }
}
