package dev.holdfast.application.testing;

import dev.holdfast.domain.account.Credential;
import dev.holdfast.domain.account.EmailAddress;
import dev.holdfast.domain.account.Login;
import dev.holdfast.domain.account.PasswordHash;
import dev.holdfast.domain.account.Restrictions;
import dev.holdfast.domain.account.User;
import dev.holdfast.domain.account.UserId;
import dev.holdfast.domain.account.UserStore;
import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditKind;
import java.time.Instant;
import java.util.Optional;

/** Users in memory. */
public final class InMemoryUserStore implements UserStore {
  private final InMemory data;

  public InMemoryUserStore(InMemory data) {
    this.data = data;
  }

  @Override
  public Optional<Login> byEmail(EmailAddress email) {
    return data.read(
        state -> Optional.ofNullable(state.emails.get(email)).map(id -> login(state, id)));
  }

  private static Login login(InMemory.State state, UserId id) {
    var user = state.users.get(id);
    if (user == null) throw new IllegalStateException("an address without a user");
    var credential = state.credentials.get(id);
    return new Login(
        user,
        credential == null ? null : credential.password(),
        state.restrictions.getOrDefault(id, Restrictions.NONE));
  }

  @Override
  public boolean add(User user, Credential credential) {
    return data.write(
        state -> {
          if (state.emails.putIfAbsent(user.email(), user.id()) != null) return false;
          state.users.put(user.id(), user);
          state.credentials.put(user.id(), credential);
          state.note(AuditEntry.of(AuditKind.SIGNED_UP, user.createdAt()).with(user.id(), null));
          return true;
        });
  }

  @Override
  public boolean remove(UserId user) {
    return data.write(
        state -> {
          state.emails.values().remove(user);
          state.credentials.remove(user);
          state.sessions.values().removeIf(session -> session.user().equals(user));
          return state.users.remove(user) != null;
        });
  }

  @Override
  public boolean replacePassword(
      UserId user, PasswordHash old, PasswordHash replacement, Instant now) {
    return data.write(
        state -> {
          var credential = state.credentials.get(user);
          if (credential == null || !credential.password().equals(old)) return false;
          state.credentials.put(user, new Credential(credential.id(), user, replacement));
          state.note(AuditEntry.of(AuditKind.PASSWORD_REHASHED, now).with(user, null));
          return true;
        });
  }
}
