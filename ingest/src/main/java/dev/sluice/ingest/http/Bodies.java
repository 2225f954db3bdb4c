package dev.sluice.ingest.http;

import dev.sluice.http.problem.Problems;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.AvailableByteBody;
import io.micronaut.http.body.ByteBody;
import io.micronaut.http.body.CloseableAvailableByteBody;
import io.micronaut.http.server.HttpServerConfiguration;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// Takes in bodies, none for longer than it may take, and all together within a bound: who sends
/// slowly occupies a part of that and nothing else.
@Singleton
final class Bodies {
  private final HttpConfig config;
  private final long most;
  private final AtomicLong pending = new AtomicLong();

  Bodies(HttpConfig config, HttpServerConfiguration server, MeterRegistry registry) {
    this.config = config;
    this.most = server.getMaxRequestSize();
    Gauge.builder("sluice.ingest.http.pending.bytes", pending, AtomicLong::doubleValue)
        .description("Of bodies on their way in")
        .register(registry);
  }

  /// Completes when all of it is there.
  ///
  /// @throws UnreadBodyException when there is no room for one that is still to come
  CompletableFuture<byte[]> read(HttpRequest<?> request) {
    if (!(request instanceof ServerHttpRequest<?> received)) {
      throw new IllegalStateException(request + " was not received by a server");
    }
    ByteBody body = received.byteBody();
    return body instanceof AvailableByteBody
        ? body.buffer().thenApply(Bodies::bytes)
        : incoming(body);
  }

  private CompletableFuture<byte[]> incoming(ByteBody body) {
    long room = body.expectedLength().orElse(most);
    if (pending.addAndGet(room) > config.pendingBytes()) {
      pending.addAndGet(-room);
      throw new UnreadBodyException(
          HttpStatus.SERVICE_UNAVAILABLE,
          Problems.RETRY_AFTER,
          "more than " + config.pendingBytes() + " bytes are on their way in; send it again later");
    }
    return body.buffer()
        .thenApply(Bodies::bytes)
        .orTimeout(config.bodyTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((bytes, failure) -> pending.addAndGet(-room))
        .exceptionally(this::tooSlow);
  }

  private static byte[] bytes(CloseableAvailableByteBody body) {
    return body.toByteArray();
  }

  private byte[] tooSlow(Throwable failure) {
    if (failure instanceof TimeoutException || failure.getCause() instanceof TimeoutException) {
      throw new UnreadBodyException(
          HttpStatus.REQUEST_TIMEOUT,
          null,
          "the body was not there after " + config.bodyTimeout() + "; send it again, or less");
    }
    throw failure instanceof CompletionException wrapped
        ? wrapped
        : new CompletionException(failure);
  }
}
