package dev.holdfast.application.testing;

final class InMemoryKeyStoreTest extends KeyStoreContract {
  private final Stores stores = new InMemory().stores();

  @Override
  protected Stores stores() {
    return stores;
  }
}
