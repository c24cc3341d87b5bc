package dev.holdfast.http.json;

/** Bytes that are not JSON, or not within the limits. Says what was wrong, never what was sent. */
public final class MalformedJson extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedJson(String what) {
    super(what, null, false, false);
  }
}
