package dev.holdfast.application.testing;

final class InMemoryInstanceStoreTest extends InstanceStoreContract {
  private final Stores stores = new InMemory().stores();

  @Override
  protected Stores stores() {
    return stores;
  }
}
