package dev.holdfast.bootstrap.settings;

/** How the text of a setting becomes a value. */
@FunctionalInterface
interface Form<T> {
  /** Throws {@link Malformed} for a text that is none. */
  T read(String text);
}
