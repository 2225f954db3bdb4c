package dev.sluice.http.trace;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.core.propagation.PropagatedContextElement;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/// Gives each request an id and a place in a trace, those it came with if they are proper, and puts
/// both into its answer and into every log line about it.
@ServerFilter("/**")
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class RequestTrace {
  private static final String REQUEST_ID = "X-Request-Id";
  private static final String TRACEPARENT = "traceparent";
  private static final String ATTRIBUTE = "sluice.trace";
  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

  /// Goes with the request from thread to thread, for [RequestOfLine] to find.
  record Ids(String requestId, TraceParent trace) implements PropagatedContextElement {}

  @RequestFilter
  void begin(HttpRequest<?> request, MutablePropagatedContext context) {
    context.add(of(request));
  }

  @ResponseFilter
  void end(HttpRequest<?> request, MutableHttpResponse<?> response) {
    mark(request, response);
  }

  /// For an answer to what never became a proper request, and so passes no filter.
  public static void mark(HttpRequest<?> request, MutableHttpResponse<?> response) {
    Ids ids = of(request);
    response.getHeaders().set(REQUEST_ID, ids.requestId);
    response.getHeaders().set(TRACEPARENT, ids.trace.header());
  }

  private static Ids of(HttpRequest<?> request) {
    if (request.getAttribute(ATTRIBUTE).orElse(null) instanceof Ids known) {
      return known;
    }
    Ids ids = made(request);
    request.setAttribute(ATTRIBUTE, ids);
    return ids;
  }

  private static Ids made(HttpRequest<?> request) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    String id =
        request
            .getHeaders()
            .findFirst(REQUEST_ID)
            .filter(given -> SANE.matcher(given).matches())
            .orElseGet(() -> TraceParent.hex(random) + TraceParent.hex(random));
    TraceParent trace =
        request
            .getHeaders()
            .findFirst(TRACEPARENT)
            .flatMap(TraceParent::parse)
            .map(parent -> parent.child(random))
            .orElseGet(() -> TraceParent.begin(random));
    return new Ids(id, trace);
  }
}
