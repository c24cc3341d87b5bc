package dev.holdfast.postgres;

import dev.holdfast.postgres.Failures.Stage;
import java.sql.SQLException;

/** Carries a classified failure to the place that decides whether to try again. */
final class Failed extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Failure failure;

  Failed(SQLException problem, Stage stage) {
    super(null, problem, false, false);
    this.failure = Failures.classify(problem, stage);
  }

  Failure failure() {
    return failure;
  }
}
