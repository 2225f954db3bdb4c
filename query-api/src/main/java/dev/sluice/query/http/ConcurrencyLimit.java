package dev.sluice.query.http;

import dev.sluice.query.QueryConfig;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterContinuation;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.concurrent.Semaphore;

/// Bounds the reads that run at a time, so that a slow store costs waiting clients, not memory.
@ServerFilter("/v1/**")
@Order(ConcurrencyLimit.ORDER)
final class ConcurrencyLimit {
  /// After authentication: who is refused takes no place.
  static final int ORDER = 39_200;

  private final int most;
  private final Semaphore free;

  ConcurrencyLimit(QueryConfig config) {
    this.most = config.maxConcurrentRequests();
    this.free = new Semaphore(most);
  }

  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> limit(HttpRequest<?> request, FilterContinuation<HttpResponse<?>> continuation) {
    if (!free.tryAcquire()) {
      return Problems.tooManyRequests(request, most);
    }
    try {
      return continuation.proceed();
    } finally {
      free.release();
    }
  }
}
