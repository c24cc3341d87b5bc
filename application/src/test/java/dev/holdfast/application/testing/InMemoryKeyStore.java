package dev.holdfast.application.testing;

import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditKind;
import dev.holdfast.domain.token.KeyId;
import dev.holdfast.domain.token.KeyStore;
import dev.holdfast.domain.token.StoredKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Signing keys in memory. */
public final class InMemoryKeyStore implements KeyStore {
  private final InMemory data;

  public InMemoryKeyStore(InMemory data) {
    this.data = data;
  }

  @Override
  public List<StoredKey> all() {
    return data.read(InMemoryKeyStore::byAge);
  }

  @Override
  public boolean addFirst(StoredKey key, Instant now) {
    return data.write(
        state -> state.keys.stream().allMatch(one -> one.isExpired(now)) && added(state, key));
  }

  @Override
  public boolean addAfter(KeyId newest, StoredKey key) {
    return data.write(
        state ->
            !state.keys.isEmpty()
                && byAge(state).getLast().id().equals(newest)
                && added(state, key));
  }

  @Override
  public void add(StoredKey key) {
    data.write(state -> added(state, key));
  }

  @Override
  public boolean reseal(KeyId id, String oldPrivateKey, String newPrivateKey, Instant now) {
    return data.write(
        state -> {
          for (int i = 0; i < state.keys.size(); i++) {
            var key = state.keys.get(i);
            if (key.id().equals(id) && key.privateKey().equals(oldPrivateKey)) {
              state.keys.set(i, key.sealedAs(newPrivateKey));
              state.note(AuditEntry.of(AuditKind.KEY_RESEALED, now).withDetail(id.value()));
              return true;
            }
          }
          return false;
        });
  }

  private static boolean added(InMemory.State state, StoredKey key) {
    state.note(AuditEntry.of(AuditKind.KEY_CREATED, key.createdAt()).withDetail(key.id().value()));
    return state.keys.add(key);
  }

  private static List<StoredKey> byAge(InMemory.State state) {
    return state.keys.stream().sorted(Comparator.comparing(StoredKey::createdAt)).toList();
  }
}
