package dev.holdfast.application.testing;

final class InMemoryAuditStoreTest extends AuditStoreContract {
  private final Stores stores = new InMemory().stores();

  @Override
  protected Stores stores() {
    return stores;
  }
}
