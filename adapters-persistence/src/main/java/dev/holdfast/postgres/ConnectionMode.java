package dev.holdfast.postgres;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How connections are kept, by what the database and the platform do to them: one row each. */
public enum ConnectionMode {
  // most, idle, life, keep-alive, connect
  /** PostgreSQL that is always there. */
  DIRECT(10, minutes(10), minutes(30), minutes(2), seconds(2)),
  /** PgBouncer or another pooler in transaction mode: it keeps the server's connections. */
  POOLER(10, minutes(5), minutes(15), minutes(2), seconds(2)),
  /**
   * The database may sleep, or the platform may freeze this process: what nobody uses is let go,
   * nothing is kept awake, and the first connection may take its time.
   */
  SERVERLESS(5, seconds(10), minutes(10), null, seconds(4));

  private final int most;
  private final Duration idle;
  private final Duration life;
  private final @Nullable Duration keepAlive;
  private final Duration connect;

  ConnectionMode(
      int most, Duration idle, Duration life, @Nullable Duration keepAlive, Duration connect) {
    this.most = most;
    this.idle = idle;
    this.life = life;
    this.keepAlive = keepAlive;
    this.connect = connect;
  }

  /** The most connections at one time, unless the URL or the role's own limit says less. */
  int most() {
    return most;
  }

  /** A connection that nobody used for this long is let go. */
  Duration idle() {
    return idle;
  }

  /** No connection is kept for longer. */
  Duration life() {
    return life;
  }

  /** How often an idle connection is asked whether it is alive; null: never. */
  @Nullable Duration keepAlive() {
    return keepAlive;
  }

  /** A connection is made within this time, or not at all. */
  Duration connect() {
    return connect;
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }
}
