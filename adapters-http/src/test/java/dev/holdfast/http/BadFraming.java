package dev.holdfast.http;

import java.util.List;
import java.util.stream.Stream;

/**
 * Requests whose framing is broken (bad input, section A), written for whatever route they are sent
 * to. Bytes are Latin-1.
 */
final class BadFraming {
  /** What is sent behind the broken request, and must never be answered. */
  private static final String SMUGGLED = "GET /api/auth/ok HTTP/1.1\r\nHost: x\r\n\r\n";

  private static final String END = "\r\n";

  /** The header that lets a body be read at all. */
  private static final String JSON = "Content-Type: application/json\r\n";

  /**
   * One broken request.
   *
   * @param start what stands before the path in the request line, and what behind it; null for the
   *     ordinary line
   * @param headers whole lines, put after the request line; the caller's credentials follow
   * @param rest the empty line and what comes after it
   */
  record Row(Line start, String headers, String rest) {
    static Row head(String headers, String rest) {
      return new Row(Line.USUAL, headers, rest);
    }

    static Row line(String before, String after) {
      return new Row(new Line(before, after), "Host: x\r\n", END + SMUGGLED);
    }

    String bytes(String method, String path, String credentials) {
      return start.text(method, path) + headers + credentials + rest;
    }
  }

  /** A request line; {@code %m} stands for the method. */
  record Line(String before, String after) {
    static final Line USUAL = new Line("%m ", " HTTP/1.1\r\n");

    String text(String method, String path) {
      return before.replace("%m", method) + path + after.replace("%m", method);
    }
  }

  private BadFraming() {}

  /** What is wrong can be seen before the body: an error, whatever the route. */
  static Stream<Row> heads() {
    return Stream.of(lengths(), transferCodings(), fields(), hosts(), lines())
        .flatMap(List::stream);
  }

  /** What is wrong stands in the body: an error where the route reads one, else the last answer. */
  static Stream<Row> bodies() {
    var start = "Host: x\r\n" + JSON + "Transfer-Encoding: chunked\r\n";
    return chunks().stream().map(chunks -> Row.head(start, END + chunks));
  }

  /** Nothing is wrong, but for that the rest never comes. */
  static Stream<Row> halves() {
    var start = "Host: x\r\n" + JSON;
    var chunked = start + "Transfer-Encoding: chunked\r\n";
    return Stream.of(
        new Row(new Line("%m ", ""), "", ""),
        Row.head("Host: x\r\nX-Slow: a", ""),
        Row.head(start + "Content-Length: 100\r\n", END + "{\"email\":\""),
        Row.head(chunked, END),
        Row.head(chunked, END + "7FFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n" + SMUGGLED),
        Row.head(chunked, END + "100000002\r\n{}\r\n0\r\n\r\n" + SMUGGLED),
        Row.head(chunked, END + "2\r\n{}\r\n"),
        Row.head(chunked, END + "2\r\n{}\r\n0\r\nX: y"));
  }

  private static List<Row> lengths() {
    return Stream.of(
            "5\r\nContent-Length: 6",
            "2\r\nContent-Length: 2\r\nContent-Length: 3",
            "2, 3",
            "+2",
            "-1",
            "-0",
            "0x2",
            "1e0",
            "2.0",
            "2 2",
            "2;",
            "\"2\"",
            "\u00b2",
            "18446744073709551618",
            "9223372036854775808",
            "",
            ",",
            "two")
        .map(value -> "Host: x\r\n" + JSON + "Content-Length: " + value + "\r\n")
        .map(headers -> Row.head(headers, END + "{}" + SMUGGLED))
        .toList();
  }

  private static List<Row> transferCodings() {
    var chunked = Stream.of("5", "0", "1000").map(n -> "chunked\r\nContent-Length: " + n);
    var odd =
        Stream.of(
            "xchunked",
            "chunkedx",
            "chunked, identity",
            "identity, chunked",
            "gzip, chunked",
            "chunked, chunked",
            "chunked\r\nTransfer-Encoding: chunked",
            "chunked\r\nTransfer-Encoding: identity",
            "identity\r\nTransfer-Encoding: chunked",
            "\u000bchunked",
            "\"chunked\"",
            "chunked;q=1",
            "'chunked'",
            "ch\u00fcnked",
            "gzip",
            "identity",
            ",");
    return Stream.concat(
            Stream.concat(chunked, odd).map(value -> "Transfer-Encoding: " + value),
            Stream.of(
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding\t: chunked",
                "Transfer-Encoding\u0000: chunked",
                " Transfer-Encoding: chunked",
                "Transfer-Encoding:\r\n chunked",
                "Content-Length : 2"))
        .map(line -> "Host: x\r\n" + JSON + line + "\r\n")
        .map(headers -> Row.head(headers, END + "0\r\n\r\n" + SMUGGLED))
        .toList();
  }

  private static List<Row> fields() {
    return Stream.of(
            "X-A: a\rb",
            "X-A: a\u0000b",
            "X-A: a\u0001b",
            "X-A: a\u007fb",
            "X-A: a\r\n folded",
            "X-A: a\r\n\tfolded",
            "X-A : a",
            "X A: a",
            "X\u0000A: a",
            "X(A): a",
            "X\u00e9: a",
            ": a",
            "no colon",
            "X-A: a\nX-B: b",
            "X-A: a\r\rX-B: b")
        .map(line -> Row.head("Host: x\r\n" + line + "\r\n", END + SMUGGLED))
        .toList();
  }

  private static List<Row> hosts() {
    return Stream.of(
            "",
            "Host: x\r\nHost: y\r\n",
            "Host: x\r\nHost: x\r\n",
            "Host: x y\r\n",
            "Host: x/y\r\n",
            "Host: a@x\r\n",
            "Host: x:port\r\n",
            "Host: x:99999\r\n",
            "Host: x:-1\r\n",
            "Host: x, y\r\n",
            "Host: [::1\r\n",
            "Host: x?y\r\n",
            "Host: x#y\r\n",
            "Host: x\\y\r\n",
            "Host : x\r\n")
        .map(headers -> Row.head(headers, END + SMUGGLED))
        .toList();
  }

  private static List<Row> lines() {
    return List.of(
        Row.line("%m ", " HTTP/1.1\n"),
        Row.line("%m ", " HTTP/1.9\r\n"),
        Row.line("%m ", " HTTP/9.9\r\n"),
        Row.line("%m ", " HTTP/3.0\r\n"),
        Row.line("%m ", " HTTP/2.0\r\n"),
        Row.line("%m ", " HTTP/0.9\r\n"),
        Row.line("%m ", " HTTP/1.1x\r\n"),
        Row.line("%m ", " HTTP/1.1 x\r\n"),
        Row.line("%m ", " HTTP/11\r\n"),
        Row.line("%m ", " HTTPS/1.1\r\n"),
        Row.line("%m ", "\r\n"),
        Row.line("%m ", " \r\n"),
        Row.line("PRI ", " HTTP/2.0\r\n"),
        Row.line("%m\u0000 ", " HTTP/1.1\r\n"),
        Row.line("%m\t", " HTTP/1.1\r\n"),
        Row.line("%m ", "\tHTTP/1.1\r\n"),
        Row.line("%m ", " x HTTP/1.1\r\n"),
        Row.line("%m ", "\u0000 HTTP/1.1\r\n"),
        Row.line("%m ", "\u007f HTTP/1.1\r\n"),
        Row.line("%m ", "\u00ff HTTP/1.1\r\n"),
        Row.line("%m ", "\r HTTP/1.1\r\n"),
        Row.line("%m \\", " HTTP/1.1\r\n"),
        Row.line("%m x", " HTTP/1.1\r\n"),
        Row.line("%m http://", " HTTP/1.1\r\n"),
        Row.line("%m http://evil.tld", " HTTP/1.1\r\n"),
        Row.line("%m http://x:port", " HTTP/1.1\r\n"),
        Row.line("%m javascript:", " HTTP/1.1\r\n"),
        Row.line("%m ftp://x", " HTTP/1.1\r\n"),
        Row.line("%m http://a@x", " HTTP/1.1\r\n"),
        Row.line("G(T ", " HTTP/1.1\r\n"),
        Row.line(" ", " HTTP/1.1\r\n"),
        new Row(
            new Line("%m ", " HTTP/1.0\r\n"),
            JSON + "Transfer-Encoding: chunked\r\n",
            END + "0\r\n\r\n" + SMUGGLED));
  }

  private static List<String> chunks() {
    return Stream.of(
            "FFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n",
            "-1\r\n{}\r\n0\r\n\r\n",
            "+2\r\n{}\r\n0\r\n\r\n",
            "0x2\r\n{}\r\n0\r\n\r\n",
            "g\r\n{}\r\n0\r\n\r\n",
            "\r\n{}\r\n0\r\n\r\n",
            " 2\r\n{}\r\n0\r\n\r\n",
            "2 2\r\n{}\r\n0\r\n\r\n",
            "2\u0000\r\n{}\r\n0\r\n\r\n",
            "2;" + "x".repeat(64 * 1024) + "\r\n{}\r\n0\r\n\r\n",
            "1;ext=\"val\r\nX\r\n0\r\n\r\n",
            "1;ext=\"val\\\"\r\nX\r\n0\r\n\r\n",
            "2;a\rb\r\n{}\r\n0\r\n\r\n",
            "2;a\nb\r\n{}\r\n0\r\n\r\n",
            "2\n{}\r\n0\r\n\r\n",
            "2\r{}\r\n0\r\n\r\n",
            "2\r\n{}\n0\r\n\r\n",
            "2\r\n{}xx0\r\n\r\n",
            "2\r\n{}0\r\n\r\n",
            "2\r\n{}\r\n0\n\n",
            "2\r\n{}\r\n0\r\nX : y\r\n\r\n",
            "2\r\n{}\r\n0\r\nno colon\r\n\r\n",
            "2\r\n{}\r\n0\r\nX: a\u0000b\r\n\r\n",
            "2\r\n{}\r\n0\r\nX: " + "y".repeat(20 * 1024) + "\r\n\r\n")
        .map(chunks -> chunks + SMUGGLED)
        .toList();
  }
}
