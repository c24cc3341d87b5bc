package dev.holdfast.bootstrap.settings;

/** Where a value came from, as the start-up lines say it. */
public enum Origin {
  ENVIRONMENT("environment"),
  DOT_ENV(".env"),
  FILE("file"),
  DEFAULT("default"),
  DERIVED("derived"),
  GENERATED("generated");

  private final String word;

  Origin(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
