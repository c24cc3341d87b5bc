package dev.holdfast.postgres.session;

import dev.holdfast.application.testing.SessionStoreContract;
import dev.holdfast.application.testing.Stores;
import dev.holdfast.postgres.TestStores;

final class PostgresSessionStoreTest extends SessionStoreContract {
  private final Stores stores = TestStores.emptied();

  @Override
  protected Stores stores() {
    return stores;
  }
}
