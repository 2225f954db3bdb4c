package dev.sluice.stream.service;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;

/// A service of KCL workers with its management server: how it starts, alone or inside another
/// process.
///
/// Its configuration is what all such services share (`stream-service/application.yml` on the class
/// path), then `<name>/application.yml` there, then `config/` in the working directory, then system
/// properties and environment variables.
///
/// @param main the class that starts it
/// @param name of the service, and of the folder of its configuration on the class path
public record StreamService(Class<?> main, String name) {
  static final String PROPERTY = "sluice.stream-service";

  private static final String LOGGING = "logback.configurationFile";

  /// As a process of its own: SIGTERM drains and stops the workers.
  public void run(String[] args) {
    logTo("stream-service/logback.xml");
    Micronaut application = Micronaut.build(args);
    configure(application);
    application.start();
  }

  /// Configures logging, unless somebody has; to be called before anything logs.
  ///
  /// @param configuration on the class path
  public static void logTo(String configuration) {
    if (System.getProperty(LOGGING) == null) {
      System.setProperty(LOGGING, configuration);
    }
  }

  /// Inside another process, whose owner closes it: that drains and stops the workers.
  ///
  /// @param overrides configuration that goes before files and environment
  public EmbeddedServer start(Map<String, Object> overrides) {
    ApplicationContext context = context(overrides);
    try {
      return context.getBean(EmbeddedServer.class).start();
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
  }

  /// The context without its server: workers are made, but not started.
  ///
  /// @param overrides configuration that goes before files and environment
  public ApplicationContext context(Map<String, Object> overrides) {
    ApplicationContextBuilder builder = ApplicationContext.builder().properties(overrides);
    configure(builder);
    return builder.start();
  }

  private void configure(ApplicationContextBuilder builder) {
    builder
        .mainClass(main)
        .banner(false)
        // the first that has a property settles it
        .overrideConfigLocations(
            "file:config/", "classpath:" + name + "/", "classpath:stream-service/");
  }
}
