package dev.holdfast.bootstrap.check;

import dev.holdfast.bootstrap.settings.Choices.SameSite;

/** Cookie attributes as the wire writes them. */
final class CookieWords {
  private CookieWords() {}

  static String of(SameSite value) {
    return switch (value) {
      case LAX -> "Lax";
      case STRICT -> "Strict";
      case NONE -> "None";
    };
  }
}
