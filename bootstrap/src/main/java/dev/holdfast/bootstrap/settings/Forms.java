package dev.holdfast.bootstrap.settings;

import dev.holdfast.domain.InvalidValue;
import dev.holdfast.domain.config.PublicUrl;
import dev.holdfast.domain.token.Algorithm;
import dev.holdfast.postgres.DatabaseSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The forms that values of settings have, apart from durations and networks. */
final class Forms {
  private static final Pattern WEB = Pattern.compile("(?i)^https?:");
  private static final Pattern WEB_ORIGIN = Pattern.compile("https?://[^/\\s@#]*[^/\\s@#:]");
  private static final Pattern HOST_PATTERN = Pattern.compile("[^/\\s@#]*[*?][^/\\s@#]*");
  private static final Pattern APP_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:\\S*");

  private Forms() {}

  static String text(String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new Malformed("has a control character", "plain text on one line");
    }
    return text;
  }

  static boolean onOff(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "on", "true", "1", "yes" -> true;
      case "off", "false", "0", "no" -> false;
      default -> throw new Malformed("is no switch", "on or off");
    };
  }

  static Form<Integer> number(int least, int most) {
    var mend = "a whole number from " + least + " to " + most;
    return text -> {
      if (!text.matches("\\d{1,9}")) throw new Malformed("is no number", mend);
      int number = Integer.parseInt(text);
      if (number < least || number > most) throw new Malformed("is out of range", mend);
      return number;
    };
  }

  /** The constants of an enum, in lower case with {@code -}. */
  static <E extends Enum<E>> Form<E> oneOf(Class<E> kind) {
    var all = List.of(kind.getEnumConstants());
    var mend = all.stream().map(Forms::word).collect(Collectors.joining(", ", "one of ", ""));
    return text ->
        all.stream()
            .filter(one -> word(one).equalsIgnoreCase(text))
            .findFirst()
            .orElseThrow(() -> new Malformed("is not a known word", mend));
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Algorithm algorithm(String text) {
    return Algorithm.named(text)
        .orElseThrow(
            () ->
                new Malformed(
                    "is no signature algorithm that is served",
                    Arrays.stream(Algorithm.values())
                        .map(Algorithm::wireName)
                        .collect(Collectors.joining(", ", "one of ", ""))));
  }

  /** Parts between commas, without the spaces around them; empty ones are left out. */
  static List<String> list(String text) {
    return Arrays.stream(text(text).split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /**
   * Patterns of origins; one that no origin could ever match is a mistake (protocol security §1.4).
   */
  static List<String> origins(String text) {
    var patterns = list(text);
    for (int i = 0; i < patterns.size(); i++) checkOrigin(patterns.get(i), i + 1);
    return patterns;
  }

  private static void checkOrigin(String pattern, int place) {
    boolean web = WEB_ORIGIN.matcher(pattern).matches();
    boolean anyHost = !pattern.contains("://") && HOST_PATTERN.matcher(pattern).matches();
    boolean app = !WEB.matcher(pattern).find() && APP_SCHEME.matcher(pattern).matches();
    if (!web && !anyHost && !app) {
      throw new Malformed(
          "has an entry that matches no origin (number " + place + ")",
          "https://app.example.com without a path or a slash at its end, *.example.com, or"
              + " myapp://");
    }
  }

  static PublicUrl publicUrl(String text) {
    try {
      return PublicUrl.parse(text);
    } catch (InvalidValue wrong) {
      throw new Malformed(
          String.valueOf(wrong.getMessage()), "a URL such as https://auth.example.com");
    }
  }

  /** An absolute web address without a user name, kept as it was written. */
  static String webAddress(String text) {
    try {
      var uri = new URI(text);
      var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("http") || scheme.equals("https");
      boolean plain = uri.getUserInfo() == null && uri.getFragment() == null;
      if (web && plain && uri.getHost() != null) return text;
    } catch (URISyntaxException wrong) {
      // Said below, like every other text that is no address.
    }
    throw new Malformed("is no web address", "https://auth.example.com/api/auth/jwks");
  }

  static Form<DatabaseSettings> databaseUrl(String variable) {
    return text -> {
      try {
        return DatabaseSettings.parse(variable, text);
      } catch (InvalidValue wrong) {
        var what = String.valueOf(wrong.getMessage());
        throw new Malformed(what, "postgresql://USER:PASSWORD@HOST:5432/DATABASE");
      }
    };
  }

  static Path folder(String text) {
    try {
      return Path.of(text(text));
    } catch (InvalidPathException wrong) {
      throw new Malformed("is no path", "a folder such as ./holdfast-data");
    }
  }

  static String cookiePrefix(String text) {
    if (text.matches("[A-Za-z0-9._-]{1,64}")) return text;
    throw new Malformed("cannot stand in a cookie's name", "letters, digits, dot, - and _");
  }

  static String cookieDomain(String text) {
    var domain = (text.startsWith(".") ? text.substring(1) : text).toLowerCase(Locale.ROOT);
    if (domain.matches("[a-z0-9-]+(?:\\.[a-z0-9-]+)+")) return domain;
    throw new Malformed("is no domain that browsers take", "a domain such as example.com");
  }
}
