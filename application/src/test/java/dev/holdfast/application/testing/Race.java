package dev.holdfast.application.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Lets the same thing be done by many at once. */
public final class Race {
  private Race() {}

  /** The results of all, who started together. */
  public static <T> List<T> of(int racers, Callable<T> run) {
    var start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < racers; i++) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return run.call();
                }));
      }
      start.countDown();
      List<T> results = new ArrayList<>();
      for (var one : running) results.add(one.get());
      return results;
    } catch (ExecutionException failed) {
      throw new AssertionError(failed.getCause());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stop);
    }
  }
}
