package dev.holdfast.postgres;

import dev.holdfast.domain.platform.Transactions;
import java.util.function.Supplier;

/** Transactions of the database; the stores used inside take part without knowing. */
public final class Transactor implements Transactions {
  private final Jdbc jdbc;

  public Transactor(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public <T> T run(Supplier<T> work) {
    return jdbc.inTransaction(work);
  }
}
