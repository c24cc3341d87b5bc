package dev.holdfast.domain;

/**
 * Something given from outside that cannot be the value it claims to be. Answered with a 400; the
 * message is fit for the caller and never repeats the value.
 */
public final class InvalidValue extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String code;

  public InvalidValue(String field, String code, String message) {
    super(message, null, false, false);
    this.field = field;
    this.code = code;
  }

  /** The member or parameter that was wrong, as the caller named it. */
  public String field() {
    return field;
  }

  /** The stable code of the refusal, as it goes on the wire. */
  public String code() {
    return code;
  }
}
