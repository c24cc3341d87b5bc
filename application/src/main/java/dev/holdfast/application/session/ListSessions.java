package dev.holdfast.application.session;

import dev.holdfast.domain.config.Environment;
import dev.holdfast.domain.session.Session;
import dev.holdfast.domain.session.SessionHandle;
import dev.holdfast.domain.session.SessionStore;
import dev.holdfast.domain.session.SessionToken;
import dev.holdfast.domain.session.TokenForm;
import java.time.InstantSource;
import java.util.List;

/** Lists a user's live sessions, each with a text by which it can be revoked. */
public final class ListSessions {
  /**
   * One line of the list.
   *
   * @param token the caller's own token; for other devices theirs where tokens are kept as they
   *     are, as the reference shows them, else a handle (decisions "Stored tokens")
   */
  public record Listed(Session session, String token) {
    @Override
    public String toString() {
      return "Listed[" + session.id() + "]";
    }
  }

  private final Environment environment;
  private final SessionStore sessions;
  private final InstantSource clock;

  public ListSessions(Environment environment, SessionStore sessions, InstantSource clock) {
    this.environment = environment;
    this.sessions = sessions;
    this.clock = clock;
  }

  public List<Listed> execute(Session own, SessionToken ownToken) {
    return sessions.liveOf(own.user(), clock.instant()).stream()
        .map(session -> new Listed(session, shownToken(session, own, ownToken)))
        .toList();
  }

  private String shownToken(Session session, Session own, SessionToken ownToken) {
    if (session.id().equals(own.id())) return ownToken.value();
    boolean plain =
        environment.sessions().form() == TokenForm.PLAIN
            && session.token().form() == TokenForm.PLAIN;
    return plain ? session.token().value() : SessionHandle.of(session.id());
  }
}
