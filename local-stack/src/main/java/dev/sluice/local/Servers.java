package dev.sluice.local;

import dev.sluice.local.faults.Service;
import java.net.URI;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Servers that were started together and are stopped together.
final class Servers implements AutoCloseable {
  record Running(URI endpoint, AutoCloseable server) {}

  private final Map<Service, Running> running = new EnumMap<>(Service.class);

  private Servers() {}

  /// Starts all at once. When one cannot start, the others are stopped and its exception is thrown.
  static Servers start(Set<Service> services, Function<Service, Running> starter) {
    Servers servers = new Servers();
    Map<Service, Future<Running>> starting = new EnumMap<>(Service.class);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      services.forEach(
          service -> starting.put(service, threads.submit(() -> starter.apply(service))));
    }
    RuntimeException failure = null;
    for (Map.Entry<Service, Future<Running>> started : starting.entrySet()) {
      try {
        servers.running.put(started.getKey(), started.getValue().get());
      } catch (ExecutionException e) {
        failure = unwrapped(started.getKey(), e, failure);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        failure = new IllegalStateException("interrupted while starting " + started.getKey(), e);
      }
    }
    if (failure != null) {
      servers.close();
      throw failure;
    }
    return servers;
  }

  private static RuntimeException unwrapped(
      Service service, ExecutionException e, @Nullable RuntimeException earlier) {
    RuntimeException failure =
        e.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException("cannot start " + service, e.getCause());
    if (earlier == null) {
      return failure;
    }
    earlier.addSuppressed(failure);
    return earlier;
  }

  URI endpoint(Service service) {
    return running(service).endpoint();
  }

  <T> T server(Service service, Class<T> type) {
    return type.cast(running(service).server());
  }

  private Running running(Service service) {
    Running found = running.get(service);
    if (found == null) {
      throw new IllegalStateException(
          service + " was not started; running are " + running.keySet());
    }
    return found;
  }

  Map<Service, URI> endpoints() {
    Map<Service, URI> endpoints = new EnumMap<>(Service.class);
    running.forEach((service, server) -> endpoints.put(service, server.endpoint()));
    return Collections.unmodifiableMap(endpoints);
  }

  /// Stops all, even when one fails to stop; Kinesis last, as DynamoDB puts its last changes there.
  @Override
  public void close() {
    RuntimeException failure = null;
    for (Map.Entry<Service, Running> server : List.copyOf(running.entrySet()).reversed()) {
      try {
        server.getValue().server().close();
      } catch (Exception e) {
        failure = new IllegalStateException("cannot stop " + server.getKey(), e);
      }
    }
    running.clear();
    if (failure != null) {
      throw failure;
    }
  }
}
