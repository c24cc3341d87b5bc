package dev.holdfast.application.session;

import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.session.Ending;
import dev.holdfast.domain.session.Session;
import dev.holdfast.domain.session.SessionEvent;
import dev.holdfast.domain.session.SessionHandle;
import dev.holdfast.domain.session.SessionStore;
import dev.holdfast.domain.session.StoredToken;
import java.time.InstantSource;

/** Ends one of the caller's sessions. One that is not theirs is left alone, and nothing is said. */
public final class RevokeSession {
  private final SessionStore sessions;
  private final SessionGrace grace;
  private final Events events;
  private final InstantSource clock;

  public RevokeSession(
      SessionStore sessions, SessionGrace grace, Events events, InstantSource clock) {
    this.sessions = sessions;
    this.grace = grace;
    this.events = events;
    this.clock = clock;
  }

  /** Whether the session named was the caller's own. */
  public boolean execute(Session caller, SessionHandle named) {
    boolean ended =
        grace.ending(caller.user(), () -> sessions.endOne(caller.user(), named, clock.instant()));
    if (ended) events.publish(new SessionEvent.Ended(Ending.REVOKED, caller.user(), 1));
    return switch (named) {
      case SessionHandle.ById(var id) -> id.equals(caller.id());
      case SessionHandle.ByToken(var token) ->
          StoredToken.candidates(token).contains(caller.token());
    };
  }
}
