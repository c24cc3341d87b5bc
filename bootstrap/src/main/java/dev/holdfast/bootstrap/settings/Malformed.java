package dev.holdfast.bootstrap.settings;

/** A setting's text is not what it should be; the message never repeats the text. */
final class Malformed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String mend;

  /**
   * @param what is wrong, following the setting's name: "is no duration"
   * @param mend what right looks like
   */
  Malformed(String what, String mend) {
    super(what, null, false, false);
    this.mend = mend;
  }

  String what() {
    return String.valueOf(getMessage());
  }

  String mend() {
    return mend;
  }
}
