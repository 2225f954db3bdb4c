package dev.sluice.consumer;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import java.util.Map;

/// Starts the consumer: its workers, and the management server with health and metrics.
public final class Consumer {
  private static final String LOGGING = "logback.configurationFile";

  private Consumer() {}

  public static void main(String[] args) {
    if (System.getProperty(LOGGING) == null) {
      System.setProperty(LOGGING, "consumer/logback.xml");
    }
    start(Map.of(), args);
  }

  /// @param overrides configuration that goes before files and environment
  /// @return running; closing it drains and stops the workers
  public static ApplicationContext start(Map<String, Object> overrides, String... args) {
    return Micronaut.build(args)
        .mainClass(Consumer.class)
        .banner(false)
        .overrideConfigLocations("classpath:consumer/", "file:config/")
        .properties(overrides)
        .start();
  }
}
