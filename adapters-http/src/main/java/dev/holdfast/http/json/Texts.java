package dev.holdfast.http.json;

/** Rules for texts from outside, whichever way they came. */
public final class Texts {
  private Texts() {}

  /**
   * Whether a database can keep the text: no NUL, no half of a surrogate pair (checklist 15.2,
   * 1.6).
   */
  public static boolean isStorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) return false;
      if (!Character.isSurrogate(c)) continue;
      boolean paired =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (!paired) return false;
      i++;
    }
    return true;
  }
}
