package dev.holdfast.http;

import java.util.Locale;

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

  public static String revoke(String token) {
    return "{\"token\":\"" + token + "\"}";
  }
}
