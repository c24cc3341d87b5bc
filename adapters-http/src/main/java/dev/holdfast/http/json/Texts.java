package dev.holdfast.http.json;

/** Rules for texts from outside, whichever way they came. */
public final class Texts {
  private Texts() {}

  /**
   * Whether a database can keep the text: no NUL, no half of a surrogate pair (checklist 15.2,
   * 1.6).
   */
  public static boolean isStorable(String text) {
    boolean afterHigh = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || afterHigh != Character.isLowSurrogate(c)) return false;
      afterHigh = Character.isHighSurrogate(c);
    }
    return !afterHigh;
  }
}
