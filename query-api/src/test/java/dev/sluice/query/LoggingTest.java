package dev.sluice.query;

import static org.assertj.core.api.Assertions.assertThat;

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

    assertThat(ours.getTurboFilterList()).hasOnlyElementsOfType(RequestOfLine.class).hasSize(1);
  }
}
