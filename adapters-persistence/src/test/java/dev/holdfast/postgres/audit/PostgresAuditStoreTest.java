package dev.holdfast.postgres.audit;

import dev.holdfast.application.testing.AuditStoreContract;
import dev.holdfast.application.testing.Stores;
import dev.holdfast.postgres.TestStores;

final class PostgresAuditStoreTest extends AuditStoreContract {
  private final Stores stores = TestStores.emptied();

  @Override
  protected Stores stores() {
    return stores;
  }
}
