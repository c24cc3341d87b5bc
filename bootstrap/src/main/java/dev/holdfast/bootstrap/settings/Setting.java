package dev.holdfast.bootstrap.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One row of the settings table.
 *
 * @param aliases other names, tried after the first in this order
 * @param fallback the default's text; null where there is none or where other values decide it
 * @param note what stands for the default on the reference page
 * @param secret never shown; may come from the file that {@code <NAME>_FILE} names
 * @param since the version that has it
 * @param meaning one line
 * @param asksNothing for a feature that does not exist yet: which texts are accepted all the same;
 *     null for a feature that is there
 */
public record Setting<T>(
    String name,
    List<String> aliases,
    Form<T> form,
    @Nullable String fallback,
    String note,
    boolean secret,
    String since,
    String meaning,
    @Nullable Predicate<String> asksNothing) {

  static <T> Setting<T> of(String name, Form<T> form, @Nullable String fallback, String meaning) {
    var note = fallback == null ? "none" : fallback;
    return new Setting<>(name, List.of(), form, fallback, note, false, "0.1", meaning, null);
  }

  Setting<T> or(String... otherNames) {
    return new Setting<>(
        name, List.of(otherNames), form, fallback, note, secret, since, meaning, asksNothing);
  }

  /** Says where the default comes from, for a row whose default is not one fixed text. */
  Setting<T> by(String whatDecides) {
    return new Setting<>(
        name, aliases, form, fallback, whatDecides, secret, since, meaning, asksNothing);
  }

  Setting<T> hidden() {
    return new Setting<>(name, aliases, form, fallback, note, true, since, meaning, asksNothing);
  }

  /** The feature comes with a later version; only the texts that ask for nothing are taken. */
  Setting<T> later(Predicate<String> nothing) {
    return new Setting<>(name, aliases, form, fallback, note, secret, since, meaning, nothing);
  }

  /** The name and the aliases, in the order in which they are tried. */
  public List<String> names() {
    var all = new ArrayList<>(List.of(name));
    all.addAll(aliases);
    return List.copyOf(all);
  }

  public boolean isLater() {
    return asksNothing != null;
  }
}
