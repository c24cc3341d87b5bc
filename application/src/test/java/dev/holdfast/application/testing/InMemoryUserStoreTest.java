package dev.holdfast.application.testing;

final class InMemoryUserStoreTest extends UserStoreContract {
  private final Stores stores = new InMemory().stores();

  @Override
  protected Stores stores() {
    return stores;
  }
}
