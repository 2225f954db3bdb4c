package dev.sluice.query.http;

import dev.sluice.query.TooManyReadsException;
import dev.sluice.query.access.KeysUnavailableException;
import dev.sluice.query.access.OutOfSightException;
import dev.sluice.query.access.RateLimitedException;
import dev.sluice.query.live.LiveRefusal;
import dev.sluice.query.read.ArchiveUnavailableException;
import dev.sluice.query.read.StoreUnavailableException;
import dev.sluice.query.read.TooScatteredException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.netty.handler.codec.compression.DecompressionException;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What becomes of the exceptions that reads end with.
final class ProblemHandlers {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemHandlers.class);

  private ProblemHandlers() {}

  @Singleton
  static final class BadParameter
      implements ExceptionHandler<BadParameterException, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // the interface has it raw
    public HttpResponse<?> handle(HttpRequest request, BadParameterException e) {
      return Problems.badParameter(request, e);
    }
  }

  @Singleton
  static final class OutOfSight implements ExceptionHandler<OutOfSightException, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // the interface has it raw
    public HttpResponse<?> handle(HttpRequest request, OutOfSightException e) {
      return Problems.outOfSight(request, e);
    }
  }

  @Singleton
  static final class TooManyReads
      implements ExceptionHandler<TooManyReadsException, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // the interface has it raw
    public HttpResponse<?> handle(HttpRequest request, TooManyReadsException e) {
      return Problems.tooManyRequests(request, e.most());
    }
  }

  @Singleton
  static final class Unprocessable
      implements ExceptionHandler<UnprocessableException, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // the interface has it raw
    public HttpResponse<?> handle(HttpRequest request, UnprocessableException e) {
      return Problems.unprocessable(request, e);
    }
  }

  @Singleton
  static final class Refused implements ExceptionHandler<LiveRefusal, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // the interface has it raw
    public HttpResponse<?> handle(HttpRequest request, LiveRefusal e) {
      return Problems.refused(request, e);
    }
  }

  @Singleton
  static final class NoSuchResource
      implements ExceptionHandler<NoSuchResourceException, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // the interface has it raw
    public HttpResponse<?> handle(HttpRequest request, NoSuchResourceException e) {
      return Problems.notFound(request, e);
    }
  }

  @Singleton
  static final class ArchiveUnavailable
      implements ExceptionHandler<ArchiveUnavailableException, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // the interface has it raw
    public HttpResponse<?> handle(HttpRequest request, ArchiveUnavailableException e) {
      LOG.warn("{}: {}", e.getMessage(), String.valueOf(e.getCause()));
      return Problems.archiveUnavailable(request);
    }
  }

  @Singleton
  static final class TooScattered
      implements ExceptionHandler<TooScatteredException, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // the interface has it raw
    public HttpResponse<?> handle(HttpRequest request, TooScatteredException e) {
      return Problems.tooScattered(request, e);
    }
  }

  @Singleton
  static final class BadCompression
      implements ExceptionHandler<DecompressionException, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // the interface has it raw
    public HttpResponse<?> handle(HttpRequest request, DecompressionException e) {
      return Problems.badParameter(
          request,
          new BadParameterException(
              "body", "the body is not compressed as its Content-Encoding says"));
    }
  }

  @Singleton
  static final class StoreUnavailable
      implements ExceptionHandler<StoreUnavailableException, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // the interface has it raw
    public HttpResponse<?> handle(HttpRequest request, StoreUnavailableException e) {
      LOG.warn("{}: {}", e.getMessage(), String.valueOf(e.getCause()));
      return Problems.storeUnavailable(request);
    }
  }

  @Singleton
  static final class RateLimited
      implements ExceptionHandler<RateLimitedException, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // the interface has it raw
    public HttpResponse<?> handle(HttpRequest request, RateLimitedException e) {
      return Problems.rateLimited(request, e);
    }
  }

  @Singleton
  static final class KeysUnavailable
      implements ExceptionHandler<KeysUnavailableException, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // the interface has it raw
    public HttpResponse<?> handle(HttpRequest request, KeysUnavailableException e) {
      LOG.warn("{}: {}", e.getMessage(), String.valueOf(e.getCause()));
      return Problems.keysUnavailable(request);
    }
  }
}
