package dev.sluice.ingest;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;

/// Ingest as a process, or as one of several services in a JVM.
///
/// Its configuration is `ingest/application.yml` on the class path, then `config/` in the working
/// directory, then environment variables and system properties.
///
/// It stops in three steps: every transport is asked to take no more and to answer for what it has
/// taken (a bean that is `GracefulShutdownCapable`; the HTTP server is one), then the publisher is
/// drained, then the clients are closed.
public final class Ingest {
  private static final String[] CONFIG_LOCATIONS = {"classpath:ingest/", "file:config/"};
  private static final String LOGGING = "logback.configurationFile";

  private Ingest() {}

  public static void main(String[] args) {
    if (System.getProperty(LOGGING) == null) {
      System.setProperty(LOGGING, "ingest/logback.xml");
    }
    Micronaut.build(args)
        .mainClass(Ingest.class)
        .overrideConfigLocations(CONFIG_LOCATIONS)
        .deduceEnvironment(false)
        .banner(false)
        .start();
  }

  /// Starts it in this JVM and returns once it listens. Stopping the server closes everything.
  ///
  /// @param overrides configuration that comes before any file, e.g. `micronaut.server.port`
  public static EmbeddedServer start(Map<String, Object> overrides) {
    ApplicationContext context =
        ApplicationContext.builder()
            .mainClass(Ingest.class)
            .overrideConfigLocations(CONFIG_LOCATIONS)
            .deduceEnvironment(false)
            .banner(false)
            .properties(overrides)
            .build();
    try {
      return context.start().getBean(EmbeddedServer.class).start();
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
  }
}
