package dev.holdfast.application.session;

import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.session.Ending;
import dev.holdfast.domain.session.Session;
import dev.holdfast.domain.session.SessionEvent;
import dev.holdfast.domain.session.SessionStore;
import java.time.InstantSource;

/** Ends all sessions of the caller, or all but the one they call from. */
public final class RevokeSessions {
  private final SessionStore sessions;
  private final SessionGrace grace;
  private final Events events;
  private final InstantSource clock;

  public RevokeSessions(
      SessionStore sessions, SessionGrace grace, Events events, InstantSource clock) {
    this.sessions = sessions;
    this.grace = grace;
    this.events = events;
    this.clock = clock;
  }

  public void all(Session caller) {
    ended(
        caller, grace.ending(caller.user(), () -> sessions.endAll(caller.user(), clock.instant())));
  }

  public void others(Session caller) {
    ended(
        caller,
        grace.ending(
            caller.user(), () -> sessions.endOthers(caller.user(), caller.id(), clock.instant())));
  }

  private void ended(Session caller, int count) {
    if (count > 0) events.publish(new SessionEvent.Ended(Ending.REVOKED, caller.user(), count));
  }
}
