package dev.holdfast.application.testing;

import dev.holdfast.domain.account.Restrictions;
import dev.holdfast.domain.account.UserId;
import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditKind;
import dev.holdfast.domain.session.Ending;
import dev.holdfast.domain.session.KnownSession;
import dev.holdfast.domain.session.Session;
import dev.holdfast.domain.session.SessionHandle;
import dev.holdfast.domain.session.SessionId;
import dev.holdfast.domain.session.SessionStore;
import dev.holdfast.domain.session.SessionToken;
import dev.holdfast.domain.session.StoredToken;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Sessions in memory. */
public final class InMemorySessionStore implements SessionStore {
  private final InMemory data;

  public InMemorySessionStore(InMemory data) {
    this.data = data;
  }

  @Override
  public void add(Session session) {
    data.write(
        state -> {
          state.sessions.put(session.token(), session);
          state.note(
              AuditEntry.of(AuditKind.SIGNED_IN, session.createdAt())
                  .with(session.user(), session.id()));
          return session;
        });
  }

  @Override
  public Optional<KnownSession> find(SessionToken token) {
    return data.read(
        state ->
            StoredToken.candidates(token).stream()
                .map(state.sessions::get)
                .filter(found -> found != null)
                .findFirst()
                .map(
                    session ->
                        new KnownSession(
                            session,
                            state.users.get(session.user()),
                            state.restrictions.getOrDefault(session.user(), Restrictions.NONE))));
  }

  @Override
  public List<Session> liveOf(UserId user, Instant now) {
    return data.read(
        state ->
            state.sessions.values().stream()
                .filter(session -> session.user().equals(user) && session.expiresAt().isAfter(now))
                .sorted(Comparator.comparing(Session::createdAt))
                .toList());
  }

  @Override
  public boolean renew(Session renewed, Instant now) {
    return data.write(
        state -> {
          var before = byId(state, renewed.id());
          if (before.isEmpty() || before.get().expiresAt().isBefore(now)) return false;
          var known = before.get();
          var expiry =
              known.expiresAt().isAfter(renewed.expiresAt())
                  ? known.expiresAt()
                  : renewed.expiresAt();
          state.sessions.remove(known.token());
          state.sessions.put(
              renewed.token(), known.renewed(renewed.token(), expiry, renewed.updatedAt()));
          return true;
        });
  }

  @Override
  public boolean end(SessionToken token, Ending ending, Instant now) {
    var stored = StoredToken.candidates(token);
    return endWhere(session -> stored.contains(session.token()), ending, now) > 0;
  }

  @Override
  public boolean endOne(UserId owner, SessionHandle handle, Instant now) {
    Predicate<Session> named =
        switch (handle) {
          case SessionHandle.ById(var id) -> session -> session.id().equals(id);
          case SessionHandle.ByToken(var token) ->
              session -> StoredToken.candidates(token).contains(session.token());
        };
    return endWhere(named.and(session -> session.user().equals(owner)), Ending.REVOKED, now) > 0;
  }

  @Override
  public int endAll(UserId user, Instant now) {
    return endWhere(session -> session.user().equals(user), Ending.REVOKED, now);
  }

  @Override
  public int endOthers(UserId user, SessionId kept, Instant now) {
    return endWhere(
        session ->
            session.user().equals(user)
                && !session.id().equals(kept)
                && session.expiresAt().isAfter(now),
        Ending.REVOKED,
        now);
  }

  @Override
  public void removeOver(Session session, Instant now) {
    endWhere(
        known -> known.id().equals(session.id()) && known.expiresAt().equals(session.expiresAt()),
        Ending.EXPIRED,
        now);
  }

  @Override
  public Optional<Ending> endingOf(SessionToken token) {
    return data.read(
        state ->
            StoredToken.candidates(token).stream()
                .map(StoredToken::asDigest)
                .map(state.endings::get)
                .filter(found -> found != null)
                .findFirst());
  }

  private int endWhere(Predicate<Session> which, Ending ending, Instant now) {
    return data.write(
        state -> {
          var ended = state.sessions.values().stream().filter(which).toList();
          for (var session : ended) {
            state.sessions.remove(session.token());
            state.endings.put(session.token().asDigest(), ending);
            state.note(AuditEntry.of(AuditKind.of(ending), now).with(session.user(), session.id()));
          }
          return ended.size();
        });
  }

  private static Optional<Session> byId(InMemory.State state, SessionId id) {
    return state.sessions.values().stream().filter(one -> one.id().equals(id)).findFirst();
  }
}
