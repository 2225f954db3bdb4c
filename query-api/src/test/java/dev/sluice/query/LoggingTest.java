package dev.sluice.query;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.sluice.http.trace.RequestOfLine;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class LoggingTest {

  @Test
  void linesOfTheServiceSayWhichRequestTheyAreAbout() throws JoranException {
    LoggerContext ours = new LoggerContext();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(ours);
    configurator.doConfigure(
        Objects.requireNonNull(getClass().getResource("/query-api/logback.xml")));

    assertThat(ours.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders())
        .toIterable()
        .isNotEmpty()
        .allSatisfy(appender ->
            assertThat(appender.getCopyOfAttachedFiltersList())
                .hasOnlyElementsOfType(RequestOfLine.class)
                .hasSize(1));
  }
}
