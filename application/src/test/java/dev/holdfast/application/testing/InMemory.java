package dev.holdfast.application.testing;

import dev.holdfast.domain.account.Credential;
import dev.holdfast.domain.account.EmailAddress;
import dev.holdfast.domain.account.PasswordHash;
import dev.holdfast.domain.account.Restrictions;
import dev.holdfast.domain.account.User;
import dev.holdfast.domain.account.UserId;
import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditRow;
import dev.holdfast.domain.audit.AuditSeal;
import dev.holdfast.domain.instance.Instance;
import dev.holdfast.domain.platform.Transactions;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.domain.session.Ending;
import dev.holdfast.domain.session.Session;
import dev.holdfast.domain.session.StoredToken;
import dev.holdfast.domain.token.StoredKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One set of data in memory, with one lock: what the in-memory stores share. It can be made
 * unavailable, and restrictions can be laid on users as better-auth's plugins do.
 */
public final class InMemory implements Transactions {
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean available = true;
  private volatile boolean writable = true;
  private State state = new State();

  /** Copied at the start of a transaction, so that it can be undone. */
  static final class State {
    final Map<UserId, User> users = new HashMap<>();
    final Map<EmailAddress, UserId> emails = new HashMap<>();
    final Map<UserId, Credential> credentials = new HashMap<>();
    final Map<UserId, Restrictions> restrictions = new HashMap<>();
    final Map<StoredToken, Session> sessions = new LinkedHashMap<>();
    final Map<StoredToken, Ending> endings = new HashMap<>();
    final List<StoredKey> keys = new ArrayList<>();
    final List<AuditRow> audit = new ArrayList<>();
    final List<AuditSeal> seals = new ArrayList<>();
    private long lastRow;
    final Map<String, Instance> instances = new HashMap<>();

    State copy() {
      var copy = new State();
      copy.users.putAll(users);
      copy.emails.putAll(emails);
      copy.credentials.putAll(credentials);
      copy.restrictions.putAll(restrictions);
      copy.sessions.putAll(sessions);
      copy.endings.putAll(endings);
      copy.keys.addAll(keys);
      copy.audit.addAll(audit);
      copy.seals.addAll(seals);
      copy.lastRow = lastRow;
      copy.instances.putAll(instances);
      return copy;
    }

    /** Writes a row of the audit. */
    void note(AuditEntry entry) {
      audit.add(InMemoryAuditStore.row(++lastRow, entry));
    }
  }

  public Stores stores() {
    return new Stores(
        new InMemoryUserStore(this),
        new InMemorySessionStore(this),
        new InMemoryKeyStore(this),
        new InMemoryAuditStore(this),
        new InMemoryInstanceStore(this),
        this);
  }

  /** From now on every call throws {@link Unavailable}, or none does. */
  public void setAvailable(boolean available) {
    this.available = available;
  }

  /** From now on writes throw {@link Unavailable} while reads go on, or they do not. */
  public void setWritable(boolean writable) {
    this.writable = writable;
  }

  public void restrict(UserId user, Restrictions restrictions) {
    write(state -> state.restrictions.put(user, restrictions));
  }

  public void setPassword(UserId user, PasswordHash hash) {
    write(state -> state.credentials.put(user, new Credential("cred-" + user.value(), user, hash)));
  }

  /** The user row goes, their sessions stay: what a database without foreign keys may hold. */
  public void forget(UserId user) {
    write(state -> state.users.remove(user));
  }

  public List<Session> sessions() {
    return read(state -> List.copyOf(state.sessions.values()));
  }

  /** Everything, as one value that can be compared with what there is later. */
  public Object contents() {
    return read(
        state ->
            List.of(
                Map.copyOf(state.users),
                Map.copyOf(state.credentials),
                List.copyOf(state.sessions.values()),
                Map.copyOf(state.endings),
                List.copyOf(state.keys)));
  }

  @Override
  public <T> T run(Supplier<T> work) {
    lock.lock();
    try {
      var before = state.copy();
      try {
        return work.get();
      } catch (RuntimeException | Error undone) {
        state = before;
        throw undone;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Work on the data, under the lock. */
  @FunctionalInterface
  interface Work<T extends @Nullable Object> {
    T on(State state);
  }

  <T extends @Nullable Object> T read(Work<T> work) {
    lock.lock();
    try {
      if (!available) throw Unavailable.store("made unavailable by the test", null);
      return work.on(state);
    } finally {
      lock.unlock();
    }
  }

  <T extends @Nullable Object> T write(Work<T> work) {
    if (!writable) throw Unavailable.store("made read-only by the test", null);
    return read(work);
  }
}
