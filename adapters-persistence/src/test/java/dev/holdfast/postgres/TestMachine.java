package dev.holdfast.postgres;

import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.InstanceName;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The machine that the tests run on, and databases on it. */
public final class TestMachine {
  private TestMachine() {}

  public static Machine with(Events events, StatementListener statements) {
    return new Machine(
        new InstanceName("test"), InstantSource.system(), System::nanoTime, events, statements);
  }

  public static Database database(DatabaseSettings settings, @Nullable DatabaseSettings owner) {
    return database(settings, owner, StatementListener.NONE);
  }

  public static Database database(
      DatabaseSettings settings, @Nullable DatabaseSettings owner, StatementListener statements) {
    return new Database(ConnectionPlan.of(settings), owner, with(event -> {}, statements));
  }
}
