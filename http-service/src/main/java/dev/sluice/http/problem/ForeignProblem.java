package dev.sluice.http.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;

/// Says which problem an exception is that knows nothing of HTTP.
///
/// @param <E> the exception
public abstract class ForeignProblem<E extends RuntimeException>
    implements ExceptionHandler<E, HttpResponse<?>> {

  /// What the caller is told; whatever the operator has to know is logged here.
  protected abstract ProblemException problem(E e);

  @Override
  @SuppressWarnings("rawtypes") // the interface has it raw
  public final HttpResponse<?> handle(HttpRequest request, E e) {
    return Problems.answer(request, problem(e));
  }
}
