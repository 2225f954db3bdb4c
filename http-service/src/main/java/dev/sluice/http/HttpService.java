package dev.sluice.http;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;

/// A service over HTTP: how it starts, alone or inside another process.
///
/// Its configuration is what all such services share (`http-service/application.yml` on the class
/// path), then `<name>/application.yml` there, then `config/` in the working directory, then
/// environment variables and system properties.
///
/// @param main the class that starts it
/// @param name of the service, and of the folder of its configuration on the class path
public record HttpService(Class<?> main, String name) {
  private static final String LOGGING = "logback.configurationFile";

  /// As a process of its own.
  public void run(String[] args) {
    if (System.getProperty(LOGGING) == null) {
      System.setProperty(LOGGING, name + "/logback.xml");
    }
    Micronaut application = Micronaut.build(args);
    configure(application);
    application.start();
  }

  /// Inside another process, whose owner stops the server, which closes everything. Returns once it
  /// listens.
  ///
  /// @param overrides configuration that comes before any file, e.g. `micronaut.server.port`
  public EmbeddedServer start(Map<String, Object> overrides) {
    ApplicationContextBuilder builder = ApplicationContext.builder().properties(overrides);
    configure(builder);
    ApplicationContext context = builder.build();
    try {
      return context.start().getBean(EmbeddedServer.class).start();
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
  }

  private void configure(ApplicationContextBuilder builder) {
    builder
        .mainClass(main)
        .banner(false)
        .deduceEnvironment(false)
        // the first that has a property settles it
        .overrideConfigLocations(
            "file:config/", "classpath:" + name + "/", "classpath:http-service/");
  }
}
