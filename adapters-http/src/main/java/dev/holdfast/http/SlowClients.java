package dev.holdfast.http;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections whose headers, or whose body, have been arriving for {@link
 * Limits#SLOW_CLIENT}. No setting of Jetty bounds either: its time-outs start anew with every byte
 * (decisions "Slow headers", checklist 14.3). Looks twice a second, on a platform thread of its
 * own, so that a busy server does not lose its defence.
 */
final class SlowClients extends AbstractLifeCycle {
  private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(500);

  private final ServerConnector connector;
  private final long patience;
  private volatile boolean watching;

  SlowClients(ServerConnector connector, long patienceNanos) {
    this.connector = connector;
    this.patience = patienceNanos;
  }

  @Override
  protected void doStart() {
    watching = true;
    Thread.ofPlatform().daemon().name("holdfast-slow-clients").start(this::watch);
  }

  @Override
  protected void doStop() {
    watching = false;
  }

  private void watch() {
    Map<EndPoint, Stretch> before = new HashMap<>();
    while (watching) {
      Map<EndPoint, Stretch> now = new HashMap<>();
      for (EndPoint endPoint : connector.getConnectedEndPoints()) {
        if (!(endPoint.getConnection() instanceof HttpConnection connection)) continue;
        var stretch = Stretch.of(connection, before.get(endPoint));
        if (stretch.isSlow(patience)) endPoint.close();
        else now.put(endPoint, stretch);
      }
      before = now;
      LockSupport.parkNanos(LOOK_EVERY);
    }
  }

  private enum Part {
    /** Between messages. */
    IDLE,
    HEADERS,
    BODY,
    /** All of the message is here; what takes time now is ours. */
    COMPLETE
  }

  /** How long a connection has been in one part of one message. */
  private record Stretch(Part part, long message, long bytes, long since) {
    static Stretch of(HttpConnection connection, @Nullable Stretch before) {
      long message = connection.getMessagesIn();
      long bytes = connection.getBytesIn();
      var part = part(connection.getParser().getState());
      long now = System.nanoTime();
      if (before == null || before.message != message)
        return new Stretch(part, message, bytes, now);
      if (part == Part.IDLE && before.dripsBefore(bytes)) part = Part.HEADERS;
      return new Stretch(part, message, bytes, before.part == part ? before.since : now);
    }

    /** Line ends before a request leave the parser at its start, though bytes do arrive. */
    private boolean dripsBefore(long bytesNow) {
      return part == Part.HEADERS || (part == Part.IDLE && bytes != bytesNow);
    }

    boolean isSlow(long patience) {
      boolean arriving = part == Part.HEADERS || part == Part.BODY;
      return arriving && System.nanoTime() - since > patience;
    }

    private static Part part(HttpParser.State state) {
      return switch (state) {
        case START -> Part.IDLE;
        case METHOD,
            RESPONSE_VERSION,
            SPACE1,
            STATUS,
            URI,
            SPACE2,
            REQUEST_VERSION,
            REASON,
            PROXY,
            HEADER ->
            Part.HEADERS;
        case CONTENT,
            EOF_CONTENT,
            CHUNKED_CONTENT,
            CHUNK_SIZE,
            CHUNK,
            CHUNK_END,
            CONTENT_END,
            TRAILER ->
            Part.BODY;
        case END, CLOSE, CLOSED -> Part.COMPLETE;
      };
    }
  }
}
