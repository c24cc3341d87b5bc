package dev.holdfast.postgres.account;

import dev.holdfast.application.testing.Stores;
import dev.holdfast.application.testing.UserStoreContract;
import dev.holdfast.postgres.TestStores;

final class PostgresUserStoreTest extends UserStoreContract {
  private final Stores stores = TestStores.emptied();

  @Override
  protected Stores stores() {
    return stores;
  }
}
