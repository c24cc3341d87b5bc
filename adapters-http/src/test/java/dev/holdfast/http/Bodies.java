package dev.holdfast.http;

import dev.holdfast.http.json.Schema;
import java.util.Locale;
import java.util.stream.Collectors;

/** What well-meaning clients send. */
public final class Bodies {
  public static final String PASSWORD = "correct horse battery";

  private Bodies() {}

  public static String email(String name) {
    return name.toLowerCase(Locale.ROOT) + "@example.com";
  }

  /** {@code more}: further members, each as {@code ,"name":value}. */
  public static String signUp(String name, String... more) {
    return "{\"name\":\"%s\",\"email\":\"%s\",\"password\":\"%s\"%s}"
        .formatted(name, email(name), PASSWORD, String.join("", more));
  }

  public static String signIn(String name, String... more) {
    return signInWith(email(name), PASSWORD, more);
  }

  public static String signInWith(String email, String password, String... more) {
    return "{\"email\":\"%s\",\"password\":\"%s\"%s}"
        .formatted(email, password, String.join("", more));
  }

  /** What a route's schema takes, made from the schema: a new route has one by itself. */
  static String of(Route route) {
    if (route.body() == null) return "{}";
    return route.body().fields().stream()
        .map(field -> "\"" + field.name() + "\":" + good(field))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String good(Schema.Field field) {
    if (field.name().endsWith("URL")) return "\"/dash\"";
    return switch (field.rule()) {
      case EMAIL -> "\"" + email("Grace") + "\"";
      case BOOLEAN -> "true";
      case TEXT, NON_EMPTY_TEXT ->
          "\"" + (field.name().equals("email") ? email("Grace") : PASSWORD) + "\"";
    };
  }

  public static String revoke(String token) {
    return "{\"token\":\"" + token + "\"}";
  }
}
