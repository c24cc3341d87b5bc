package dev.holdfast.application.session;

import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.session.Ending;
import dev.holdfast.domain.session.SessionEvent;
import dev.holdfast.domain.session.SessionStore;
import dev.holdfast.domain.session.SessionToken;
import java.time.InstantSource;

/** Ends the session of a token. Signing out twice is no error. */
public final class SignOut {
  private final SessionStore sessions;
  private final SessionGrace grace;
  private final Events events;
  private final InstantSource clock;

  public SignOut(SessionStore sessions, SessionGrace grace, Events events, InstantSource clock) {
    this.sessions = sessions;
    this.grace = grace;
    this.events = events;
    this.clock = clock;
  }

  public void execute(SessionToken token) {
    boolean ended =
        grace.ending(token, () -> sessions.end(token, Ending.SIGNED_OUT, clock.instant()));
    if (ended) events.publish(new SessionEvent.Ended(Ending.SIGNED_OUT, null, 1));
  }
}
