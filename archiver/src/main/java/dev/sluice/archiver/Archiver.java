package dev.sluice.archiver;

import dev.sluice.stream.service.StreamService;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;

/// Starts the archiver: its workers, and the management server with health and metrics.
public final class Archiver {
  static final StreamService SERVICE = new StreamService(Archiver.class, "archiver");

  private Archiver() {}

  /// A process of its own: SIGTERM drains and stops the workers.
  public static void main(String[] args) {
    SERVICE.run(args);
  }

  /// Inside another process, whose owner closes it: that drains and stops the workers.
  ///
  /// @param overrides configuration that goes before files and environment
  public static EmbeddedServer start(Map<String, Object> overrides) {
    return SERVICE.start(overrides);
  }
}
