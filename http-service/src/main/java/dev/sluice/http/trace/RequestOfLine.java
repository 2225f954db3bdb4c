package dev.sluice.http.trace;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import dev.sluice.http.trace.RequestTrace.Ids;
import io.micronaut.core.propagation.PropagatedContext;
import org.slf4j.MDC;

/// Says of each log line which request it is about, when it is written: requests that log nothing,
/// which is nearly all of them, pay nothing. A filter of each appender in the configuration of
/// Logback, which asks it before the line's context is looked at.
public final class RequestOfLine extends Filter<ILoggingEvent> {
  private static final String REQUEST_ID = "request_id";
  private static final String TRACE_ID = "trace_id";

  @Override
  public FilterReply decide(ILoggingEvent line) {
    PropagatedContext.getOrEmpty()
        .find(Ids.class)
        .ifPresentOrElse(RequestOfLine::name, RequestOfLine::nameNone);
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
