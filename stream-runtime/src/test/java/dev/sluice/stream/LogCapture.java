package dev.sluice.stream;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/// What a class logs from [#of] to [#close], which is not printed meanwhile.
final class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
  private final Logger logger;

  private LogCapture(Logger logger) {
    this.logger = logger;
  }

  static LogCapture of(Class<?> origin) {
    // whoever asks while another thread brings logging up gets a stand-in
    await().until(() -> LoggerFactory.getLogger(origin) instanceof Logger);
    LogCapture capture = new LogCapture((Logger) LoggerFactory.getLogger(origin));
    capture.start();
    capture.logger.setLevel(Level.INFO);
    capture.logger.setAdditive(false);
    capture.logger.addAppender(capture);
    return capture;
  }

  @Override
  protected void append(ILoggingEvent event) {
    events.add(event);
  }

  List<String> lines() {
    return events.stream()
        .map(event -> event.getLevel() + " " + event.getFormattedMessage())
        .toList();
  }

  String stackOfLast() {
    return ThrowableProxyUtil.asString(events.getLast().getThrowableProxy());
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    logger.setLevel(null);
    logger.setAdditive(true);
    stop();
  }
}
