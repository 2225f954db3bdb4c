package dev.sluice.consumer;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;

/// Starts the consumer: its workers, and the management server with health and metrics.
public final class Consumer {
  private static final String LOGGING = "logback.configurationFile";

  private Consumer() {}

  /// A process of its own: SIGTERM drains and stops the workers.
  public static void main(String[] args) {
    if (System.getProperty(LOGGING) == null) {
      System.setProperty(LOGGING, "consumer/logback.xml");
    }
    Micronaut application = Micronaut.build(args);
    configure(application);
    application.start();
  }

  /// Inside another process, whose owner closes it: that drains and stops the workers.
  ///
  /// @param overrides configuration that goes before files and environment
  public static EmbeddedServer start(Map<String, Object> overrides) {
    ApplicationContextBuilder builder = ApplicationContext.builder().properties(overrides);
    configure(builder);
    return builder.start().getBean(EmbeddedServer.class).start();
  }

  private static void configure(ApplicationContextBuilder builder) {
    builder
        .mainClass(Consumer.class)
        .banner(false)
        .overrideConfigLocations("classpath:consumer/", "file:config/");
  }
}
