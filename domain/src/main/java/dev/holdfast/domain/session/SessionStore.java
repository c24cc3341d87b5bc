package dev.holdfast.domain.session;

import dev.holdfast.domain.account.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where sessions live. Each method is one atomic effect; {@code SessionStoreContract} says what
 * that means. Whatever ends a session remembers why in the same effect; what starts or ends one is
 * written down in the audit in that effect too. All throw {@code Unavailable} when the store cannot
 * answer; an empty answer is always a positive one.
 */
public interface SessionStore {
  void add(Session session);

  /** One query, whatever form the token is stored in; expired ones are found too. */
  Optional<KnownSession> find(SessionToken token);

  /** Unexpired sessions of a user, oldest first. */
  List<Session> liveOf(UserId user, Instant now);

  /**
   * Moves the end of a session that is still there and unexpired, never to an earlier moment, and
   * writes its token in this form; false if there was nothing to renew (checklist 4.7).
   */
  boolean renew(Session renewed, Instant now);

  /** Ends the session of this token; true for exactly one caller, however many race. */
  boolean end(SessionToken token, Ending ending, Instant now);

  /** Ends one session of this user; false, and no effect, if it is not theirs (checklist 3.9). */
  boolean endOne(UserId owner, SessionHandle handle, Instant now);

  /** Ends all sessions of a user; how many there were. */
  int endAll(UserId user, Instant now);

  /** Ends all unexpired sessions of a user but this one; how many there were. */
  int endOthers(UserId user, SessionId kept, Instant now);

  /** Removes a session that is over, unless somebody renewed it in the meantime. */
  void removeOver(Session session, Instant now);

  /** Why a session that cannot be found is not there; empty if it was never known here. */
  Optional<Ending> endingOf(SessionToken token);
}
