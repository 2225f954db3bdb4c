package dev.sluice.http.trace;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import dev.sluice.http.trace.RequestTrace.Ids;
import io.micronaut.core.propagation.PropagatedContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

final class RequestOfLineTest {
  private static final Ids REQUEST =
      new Ids("request-17", TraceParent.begin(new SplittableRandom(1)));

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private Logger logger;

  @BeforeEach
  void log() {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter((LogbackMDCAdapter) MDC.getMDCAdapter());
    logger = context.getLogger("test");
    logger.setLevel(Level.INFO);
    lines.addFilter(new RequestOfLine());
    lines.start();
    logger.addAppender(lines);
  }

  @Test
  void aLineSaysWhichRequestItIsAbout() {
    try (var ignored = PropagatedContext.empty().plus(REQUEST).propagate()) {
      logger.info("within");
    }

    assertThat(lines.list.getFirst().getMDCPropertyMap())
        .containsEntry("request_id", "request-17")
        .containsEntry("trace_id", REQUEST.trace().traceId());
  }

  @Test
  void theNextLineOfTheThreadIsNotAboutThatRequest() {
    try (var ignored = PropagatedContext.empty().plus(REQUEST).propagate()) {
      logger.info("within");
    }
    logger.info("after");

    assertThat(lines.list.getLast().getMDCPropertyMap()).isEmpty();
  }

  @Test
  void aLineThatIsNotWrittenCostsNothing() {
    MDC.clear();
    try (var ignored = PropagatedContext.empty().plus(REQUEST).propagate()) {
      logger.debug("not written");
    }

    assertThat(MDC.get("request_id")).isNull();
  }
}
