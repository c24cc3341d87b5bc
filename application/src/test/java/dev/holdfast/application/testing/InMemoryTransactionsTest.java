package dev.holdfast.application.testing;

final class InMemoryTransactionsTest extends TransactionsContract {
  private final Stores stores = new InMemory().stores();

  @Override
  protected Stores stores() {
    return stores;
  }
}
