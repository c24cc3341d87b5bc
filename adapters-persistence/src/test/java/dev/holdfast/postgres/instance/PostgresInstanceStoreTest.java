package dev.holdfast.postgres.instance;

import dev.holdfast.application.testing.InstanceStoreContract;
import dev.holdfast.application.testing.Stores;
import dev.holdfast.postgres.TestStores;

final class PostgresInstanceStoreTest extends InstanceStoreContract {
  private final Stores stores = TestStores.emptied();

  @Override
  protected Stores stores() {
    return stores;
  }
}
