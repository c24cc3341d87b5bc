package dev.holdfast.bootstrap.faults.load;

import java.util.concurrent.atomic.AtomicReference;

/** One sign-in of one person: a session, and how it stands by what was acknowledged. */
final class Device {
  /** How a session stands. */
  enum Standing {
    /** Signed in, and nobody has asked to end it. */
    LIVE,
    /** Its end was asked for and not acknowledged: either answer is right. */
    ENDING,
    /** Its end was acknowledged. */
    ENDED
  }

  private final Person person;
  private final String token;
  private final String cookie;
  private final AtomicReference<Standing> standing = new AtomicReference<>(Standing.LIVE);

  Device(Person person, String token, String cookie) {
    this.person = person;
    this.token = token;
    this.cookie = cookie;
  }

  Person person() {
    return person;
  }

  String token() {
    return token;
  }

  String cookie() {
    return cookie;
  }

  boolean isLive() {
    return standing.get() == Standing.LIVE;
  }

  boolean isEnded() {
    return standing.get() == Standing.ENDED;
  }

  /** True for who may end it: one alone. */
  boolean beginEnding() {
    return standing.compareAndSet(Standing.LIVE, Standing.ENDING);
  }

  void ended() {
    standing.set(Standing.ENDED);
  }
}
