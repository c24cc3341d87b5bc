package dev.holdfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.holdfast.crypto.BoundedPool.Refusal;
import dev.holdfast.crypto.BoundedPool.Refused;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class BoundedPoolTest {
  private final BoundedPool pool = new BoundedPool("pool", 1, 1, Duration.ofMillis(50));
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch finish = new CountDownLatch(1);

  @AfterEach
  void close() {
    finish.countDown();
    pool.close();
  }

  @Test
  void works_on_a_platform_thread_of_its_own_and_hands_on_results_and_faults() throws Refused {
    assertThat(pool.call(() -> Thread.currentThread().getName())).isEqualTo("pool-1");
    assertThat(pool.call(() -> Thread.currentThread().isVirtual())).isFalse();
    assertThatThrownBy(
            () ->
                pool.call(
                    () -> {
                      throw new IllegalStateException("bug");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("bug");
  }

  @Test
  void checklist_2_5_work_that_cannot_start_in_time_is_taken_back_and_never_done()
      throws Exception {
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = callers.submit(() -> pool.call(this::untilFinished));
      running.await();

      var begun = new AtomicBoolean();
      // Twice: what was taken back has left the queue, which has room for one.
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> pool.call(() -> begun.getAndSet(true)))
            .asInstanceOf(type(Refused.class))
            .extracting(Refused::refusal)
            .isEqualTo(Refusal.LATE);
      }
      finish.countDown();
      assertThat(first.get()).isEqualTo("done");
      assertThat(pool.call(() -> "next")).isEqualTo("next");
      assertThat(begun).isFalse();
    }
  }

  @Test
  void checklist_2_5_work_beyond_the_queue_is_refused_at_once() throws Exception {
    try (var patient = new BoundedPool("patient", 1, 1, Duration.ofSeconds(20));
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = callers.submit(() -> patient.call(this::untilFinished));
      running.await();
      // One of the two finds the place in the queue taken, whichever comes second.
      var refused = new CountDownLatch(1);
      for (int i = 0; i < 2; i++) {
        callers.execute(() -> countIfFull(patient, refused));
      }
      refused.await();
      finish.countDown();
      assertThat(first.get()).isEqualTo("done");
    }
  }

  @Test
  void draining_finishes_what_was_begun_and_takes_no_more() throws Exception {
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = callers.submit(() -> pool.call(this::untilFinished));
      running.await();
      assertThat(pool.drain(Duration.ofMillis(1))).isFalse();
      finish.countDown();
      assertThat(pool.drain(Duration.ofSeconds(20))).isTrue();
      assertThat(first.get()).isEqualTo("done");
      assertThatThrownBy(() -> pool.call(() -> "late"))
          .asInstanceOf(type(Refused.class))
          .extracting(Refused::refusal)
          .isEqualTo(Refusal.CLOSED);
    }
  }

  private static void countIfFull(BoundedPool pool, CountDownLatch refused) {
    try {
      assertThat(pool.call(() -> "queued")).isEqualTo("queued");
    } catch (Refused full) {
      if (full.refusal() == Refusal.FULL) refused.countDown();
    }
  }

  private String untilFinished() {
    running.countDown();
    try {
      finish.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return "done";
  }
}
