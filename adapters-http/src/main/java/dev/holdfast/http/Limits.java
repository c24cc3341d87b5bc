package dev.holdfast.http;

import java.time.Duration;

/** How much a client may ask of the server before it is refused (checklist section 14). */
public final class Limits {
  /** 14.1: bytes of a body, whether announced or chunked. */
  public static final int BODY_BYTES = 64 * 1024;

  /** 14.2: bytes of the request line and all header fields together. */
  public static final int HEADER_BYTES = 16 * 1024;

  /** 14.2: header fields of one request. */
  public static final int HEADERS = 100;

  /** 14.2: bytes of path and query. */
  public static final int URI_BYTES = 4 * 1024;

  /** Members of a form. */
  public static final int FORM_FIELDS = 500;

  /** Characters of a return address; longer ones are untrusted. */
  public static final int CALLBACK_CHARS = 2048;

  /** 14.3: the time for the header fields, and again for the body. */
  public static final Duration SLOW_CLIENT = Duration.ofSeconds(10);

  /** For an answer, from when the request was read (decisions "Deadlines"). */
  public static final Duration ANSWER = Duration.ofSeconds(5);

  /** 14.3: bytes a second below which a body is given up early. */
  public static final int SLOWEST_BODY = 10;

  /** 14.3: how long a connection may be silent. */
  public static final Duration IDLE = Duration.ofSeconds(30);

  /** 14.3: open connections; further ones wait to be accepted. */
  public static final int CONNECTIONS = 8192;

  /** 14.3: new connections a second; further ones are delayed. */
  public static final int ACCEPTS_PER_SECOND = 2000;

  private Limits() {}
}
