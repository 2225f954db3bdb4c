package dev.sluice.http.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers with the problem that ended the request.
@Singleton
final class ProblemHandler implements ExceptionHandler<ProblemException, HttpResponse<?>> {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

  @Override
  @SuppressWarnings("rawtypes") // the interface has it raw
  public HttpResponse<?> handle(HttpRequest request, ProblemException e) {
    if (e.getCause() != null) {
      LOG.warn("{}: {}", e.getMessage(), e.getCause().toString());
    }
    return Problems.answer(request, e);
  }
}
