package dev.holdfast.bootstrap.settings;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as people write them: {@code 7d}, {@code 15m}, {@code 1h30m}, {@code 0}. */
final class Durations {
  private static final String MEND = "a number with a unit: 90s, 15m, 12h, 7d, 1h30m";
  private static final Pattern PARTS =
      Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,7})m)?(?:(\\d{1,9})s)?");

  private Durations() {}

  static Form<Duration> between(String least, String most) {
    var shortest = parse(least);
    var longest = parse(most);
    var mend = "from " + least + " to " + most;
    return text -> {
      var duration = parse(text);
      if (duration.compareTo(shortest) < 0 || duration.compareTo(longest) > 0) {
        throw new Malformed("is out of range", mend);
      }
      return duration;
    };
  }

  static Duration parse(String text) {
    if (text.equals("0")) return Duration.ZERO;
    var parts = PARTS.matcher(text);
    if (text.isEmpty() || !parts.matches()) throw new Malformed("is no duration", MEND);
    return Duration.ofDays(number(parts.group(1)))
        .plusHours(number(parts.group(2)))
        .plusMinutes(number(parts.group(3)))
        .plusSeconds(number(parts.group(4)));
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /** As {@link #parse} reads it. */
  static String text(Duration duration) {
    if (duration.isZero()) return "0";
    var text = new StringBuilder();
    if (duration.toDaysPart() > 0) text.append(duration.toDaysPart()).append('d');
    if (duration.toHoursPart() > 0) text.append(duration.toHoursPart()).append('h');
    if (duration.toMinutesPart() > 0) text.append(duration.toMinutesPart()).append('m');
    if (duration.toSecondsPart() > 0) text.append(duration.toSecondsPart()).append('s');
    return text.toString();
  }
}
