package dev.holdfast.bootstrap.settings;

/**
 * One mistake in the configuration; never holds a value that somebody configured.
 *
 * @param setting the variable's name
 * @param what is wrong with it
 * @param mend what right looks like
 */
public record Problem(String setting, String what, String mend) {
  @Override
  public String toString() {
    return setting + " " + what + ": " + mend;
  }
}
