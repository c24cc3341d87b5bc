package dev.holdfast.application.testing;

final class InMemorySessionStoreTest extends SessionStoreContract {
  private final Stores stores = new InMemory().stores();

  @Override
  protected Stores stores() {
    return stores;
  }
}
