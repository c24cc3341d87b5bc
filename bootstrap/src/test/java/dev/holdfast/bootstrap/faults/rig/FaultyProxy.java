package dev.holdfast.bootstrap.faults.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A network that misbehaves: every connection passes through here. What it does to bytes can be
 * changed at any time and holds for open connections as well as for new ones.
 */
public final class FaultyProxy implements AutoCloseable {
  private static final int BUFFER = 16 * 1024;
  private static final Duration RETRANSMISSION = Duration.ofMillis(200);

  private final ServerSocket listener;
  private final int target;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();

  private volatile Duration delay = Duration.ZERO;
  private volatile Duration jitter = Duration.ZERO;
  private volatile Duration wakeUp = Duration.ZERO;
  private volatile double dropChance;
  private volatile double lossChance;
  private volatile int bytesPerSecond = Integer.MAX_VALUE;
  private volatile boolean swallowing;

  private FaultyProxy(ServerSocket listener, int target) {
    this.listener = listener;
    this.target = target;
  }

  /** In front of a port of this machine, passing everything on. */
  public static FaultyProxy to(int target) {
    return on(InetAddress.getLoopbackAddress(), target);
  }

  /** The same, reached at another address of this machine. */
  public static FaultyProxy on(InetAddress address, int target) {
    try {
      var proxy = new FaultyProxy(new ServerSocket(0, 512, address), target);
      Thread.ofVirtual().start(proxy::accept);
      return proxy;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Each piece of data comes this much later, in both directions, give or take. */
  public void delay(Duration each, Duration giveOrTake) {
    delay = each;
    jitter = giveOrTake;
  }

  /** A connection is accepted this much later: a database that has to wake up first. */
  public void wakeUp(Duration before) {
    wakeUp = before;
  }

  /** Each piece of data breaks its connection with this chance. */
  public void dropConnections(double chance) {
    dropChance = chance;
  }

  /**
   * Each piece of data is lost with this chance, and sent again by TCP after 200 ms, then after
   * twice that: so it comes later, and everything behind it as well.
   */
  public void lose(double chance) {
    lossChance = chance;
  }

  public void throttle(int bytes) {
    bytesPerSecond = bytes;
  }

  /** Bytes go nowhere, on open and on new connections; nobody is told. */
  public void blackHole(boolean on) {
    swallowing = on;
  }

  /** Open connections die without a word; new ones are well. */
  public void killSilently() {
    links.forEach(link -> link.dead = true);
  }

  /** Open connections are reset. */
  public void resetAll() {
    links.forEach(Link::reset);
  }

  /** The database's end of open connections says that it will send no more. */
  public void halfCloseAll() {
    links.forEach(Link::halfClose);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var client = listener.accept();
        Thread.ofVirtual().start(() -> connect(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket client) {
    try {
      Pace.pass(wakeUp);
      var server = new Socket(InetAddress.getLoopbackAddress(), target);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      var link = new Link(client, server);
      links.add(link);
      Thread.ofVirtual().start(() -> pump(link, client, server));
      pump(link, server, client);
    } catch (IOException away) {
      closeQuietly(client);
    }
  }

  private void pump(Link link, Socket from, Socket to) {
    var bytes = new byte[BUFFER];
    try {
      int count = from.getInputStream().read(bytes);
      while (count >= 0) {
        if (swallowing || link.dead) {
          link.dead = true;
        } else {
          hold(count);
          if (ThreadLocalRandom.current().nextDouble() < dropChance) link.reset();
          to.getOutputStream().write(bytes, 0, count);
        }
        count = from.getInputStream().read(bytes);
      }
      if (!link.dead) to.shutdownOutput();
    } catch (IOException broken) {
      link.close();
    }
    if (from.isInputShutdown() || to.isOutputShutdown()) links.remove(link);
  }

  private void hold(int count) {
    long nanos = delay.toNanos();
    if (!jitter.isZero()) {
      nanos += ThreadLocalRandom.current().nextLong(-jitter.toNanos(), jitter.toNanos() + 1);
    }
    nanos += count * 1_000_000_000L / bytesPerSecond;
    long again = RETRANSMISSION.toNanos();
    while (ThreadLocalRandom.current().nextDouble() < lossChance) {
      nanos += again;
      again *= 2;
    }
    if (nanos > 0) Pace.pass(Duration.ofNanos(nanos));
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException closedAlready) {
      // What we wanted.
    }
  }

  /** One connection: both of its halves. Once dead, it swallows what comes. */
  private final class Link {
    private final Socket client;
    private final Socket server;
    private volatile boolean dead;

    Link(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void close() {
      links.remove(this);
      closeQuietly(client);
      closeQuietly(server);
    }

    /** With RST instead of FIN. */
    void reset() {
      try {
        client.setSoLinger(true, 0);
        server.setSoLinger(true, 0);
      } catch (IOException closedAlready) {
        // Then there is nothing to reset.
      }
      close();
    }

    void halfClose() {
      try {
        client.shutdownOutput();
      } catch (IOException closedAlready) {
        // Then it is more than half closed.
      }
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    links.forEach(Link::close);
  }
}
