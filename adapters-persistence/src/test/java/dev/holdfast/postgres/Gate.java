package dev.holdfast.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A way to a server that can be shut, so that bytes are lost, with nobody told of it. */
final class Gate implements AutoCloseable {
  private final ServerSocket entrance;
  private final String host;
  private final int port;
  private final List<Passage> passages = new CopyOnWriteArrayList<>();
  private volatile boolean shut;

  Gate(String host, int port) throws IOException {
    this.host = host;
    this.port = port;
    this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::admitAll);
  }

  int port() {
    return entrance.getLocalPort();
  }

  /** What has come in by now hears nothing any more; newcomers pass. */
  void swallowThoseInside() {
    passages.forEach(Passage::swallow);
  }

  /** Newcomers are taken in and hear nothing; those inside hear nothing any more. */
  void shut() {
    shut = true;
    swallowThoseInside();
  }

  /** Newcomers pass again. */
  void open() {
    shut = false;
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    passages.forEach(Passage::close);
  }

  private void admitAll() {
    try {
      while (true) {
        var passage = new Passage(entrance.accept(), new Socket(host, port));
        passages.add(passage);
        if (shut) passage.swallow();
        passage.begin();
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private static final class Passage {
    private final Socket near;
    private final Socket far;
    private volatile boolean swallowing;

    Passage(Socket near, Socket far) {
      this.near = near;
      this.far = far;
    }

    void begin() {
      Thread.ofVirtual().start(() -> carry(near, far));
      Thread.ofVirtual().start(() -> carry(far, near));
    }

    void swallow() {
      swallowing = true;
    }

    private void carry(Socket from, Socket to) {
      var bytes = new byte[8192];
      try {
        for (int n = from.getInputStream().read(bytes); n >= 0; ) {
          if (!swallowing) to.getOutputStream().write(bytes, 0, n);
          n = from.getInputStream().read(bytes);
        }
      } catch (IOException ended) {
        // One side is gone; so is the other, unless it hears nothing anyway.
      }
      if (!swallowing) close();
    }

    void close() {
      try {
        near.close();
        far.close();
      } catch (IOException unlikely) {
        throw new UncheckedIOException(unlikely);
      }
    }
  }
}
