package dev.holdfast.postgres.token;

import dev.holdfast.application.testing.KeyStoreContract;
import dev.holdfast.application.testing.Stores;
import dev.holdfast.postgres.TestStores;

final class PostgresKeyStoreTest extends KeyStoreContract {
  private final Stores stores = TestStores.emptied();

  @Override
  protected Stores stores() {
    return stores;
  }
}
