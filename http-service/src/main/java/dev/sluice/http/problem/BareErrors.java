package dev.sluice.http.problem;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/// Gives a problem to errors that the server answers without a word, as it does to pages of other
/// origins.
@ServerFilter("/**")
@Order(Ordered.HIGHEST_PRECEDENCE)
final class BareErrors {
  @ResponseFilter
  void explain(HttpRequest<?> request, MutableHttpResponse<?> response) {
    if (response.code() >= HttpStatus.BAD_REQUEST.getCode() && response.getBody().isEmpty()) {
      Problems.explain(request, response);
    }
  }
}
