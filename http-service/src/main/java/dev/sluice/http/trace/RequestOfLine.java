package dev.sluice.http.trace;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import dev.sluice.http.trace.RequestTrace.Ids;
import io.micronaut.core.propagation.PropagatedContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.Marker;

/// Says of each log line which request it is about, when it is written: requests that log nothing,
/// which is nearly all of them, pay nothing. Named in the configuration of Logback.
public final class RequestOfLine extends TurboFilter {
  private static final String REQUEST_ID = "request_id";
  private static final String TRACE_ID = "trace_id";

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    if (level.isGreaterOrEqual(logger.getEffectiveLevel())) {
      PropagatedContext.getOrEmpty()
          .find(Ids.class)
          .ifPresentOrElse(RequestOfLine::name, RequestOfLine::nameNone);
    }
    return FilterReply.NEUTRAL;
  }

  private static void name(Ids ids) {
    MDC.put(REQUEST_ID, ids.requestId());
    MDC.put(TRACE_ID, ids.trace().traceId());
  }

  /// The thread may have served another request before.
  private static void nameNone() {
    MDC.remove(REQUEST_ID);
    MDC.remove(TRACE_ID);
  }
}
