package dev.holdfast.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A connection that stays open between one piece of a request and the next. Latin-1. */
final class OpenConnection implements AutoCloseable {
  private final Socket socket;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private boolean closed;

  OpenConnection(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Sends; that the other side has closed meanwhile shows in {@link #isClosed}. */
  OpenConnection send(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
    } catch (IOException gone) {
      closed = true;
    }
    return this;
  }

  /** Listens for so long, or until the other side closes. */
  OpenConnection listen(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    try {
      for (long left = time.toMillis(); left > 0 && !closed; left = millisUntil(end)) {
        socket.setSoTimeout((int) left);
        byte[] piece = new byte[4096];
        int n = socket.getInputStream().read(piece);
        if (n < 0) closed = true;
        else received.write(piece, 0, n);
      }
    } catch (SocketTimeoutException silent) {
      // that is what was waited for
    } catch (IOException reset) {
      closed = true;
    }
    return this;
  }

  /** Listens until an answer is there, at most for so long. */
  OpenConnection awaitAnswer(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (answers().isEmpty() && !closed && millisUntil(end) > 0) listen(Duration.ofMillis(20));
    return this;
  }

  boolean isClosed() {
    return closed;
  }

  List<RawHttp.Answer> answers() {
    return RawHttp.answers(received.toString(StandardCharsets.ISO_8859_1));
  }

  private static long millisUntil(long end) {
    return (end - System.nanoTime()) / 1_000_000;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
