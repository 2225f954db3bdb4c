package dev.sluice.archiver.lake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// The same for many things, some at a time.
final class Parallel {
  private Parallel() {}

  /// The first failure is thrown; what had not begun then does not begin.
  static <T> void forEach(int atOnce, Collection<T> things, Consumer<T> action)
      throws InterruptedException {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
      List<Future<?>> running = new ArrayList<>();
      things.forEach(thing -> running.add(threads.submit(() -> action.accept(thing))));
      try {
        for (Future<?> one : running) {
          one.get();
        }
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        }
        throw new IllegalStateException(e.getCause());
      } finally {
        running.forEach(one -> one.cancel(false));
      }
    }
  }
}
