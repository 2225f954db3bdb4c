package dev.sluice.e2e;

import dev.sluice.archiver.Archiver;
import dev.sluice.archiver.lake.WorkDirectory;
import dev.sluice.consumer.Consumer;
import dev.sluice.ingest.Ingest;
import dev.sluice.ingest.udp.PortUnavailableException;
import dev.sluice.query.QueryApi;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The services of a world, started side by side.
///
/// @param spool of the archiver, where it is gone at the end
record Services(
    EmbeddedServer consumer,
    EmbeddedServer queryApi,
    Optional<EmbeddedServer> archiver,
    Optional<EmbeddedServer> ingest,
    Optional<WorkDirectory> spool)
    implements AutoCloseable {

  /// Returns once every server answers; if one fails to, none is left.
  static Services start(WorldOptions options, boolean archive) {
    Optional<WorkDirectory> temporary =
        archive && options.dataDirectory().isEmpty() ? Optional.of(scratch()) : Optional.empty();
    CompletableFuture<EmbeddedServer> consumer =
        aside("consumer", Consumer::start, options.consumerSettings());
    CompletableFuture<EmbeddedServer> queryApi =
        aside("query API", QueryApi::start, querySettings(options));
    CompletableFuture<Optional<EmbeddedServer>> archiver =
        asideIf(
            "archiver",
            Archiver::start,
            archive
                ? Optional.of(options.archiverSettings(spool(options, temporary)))
                : Optional.empty());
    CompletableFuture<Optional<EmbeddedServer>> ingest =
        asideIf("ingest", Ingest::start, options.ingestSettings());
    try {
      return new Services(
          consumer.join(), queryApi.join(), archiver.join(), ingest.join(), temporary);
    } catch (CompletionException e) {
      consumer.exceptionally(failed -> null).thenAccept(Services::closeIfStarted).join();
      queryApi.exceptionally(failed -> null).thenAccept(Services::closeIfStarted).join();
      closeIfStarted(archiver.exceptionally(failed -> Optional.empty()).join().orElse(null));
      closeIfStarted(ingest.exceptionally(failed -> Optional.empty()).join().orElse(null));
      temporary.ifPresent(Services::delete);
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static WorkDirectory scratch() {
    try {
      return WorkDirectory.below(Path.of(System.getProperty("java.io.tmpdir"), "sluice"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a directory for the archiver's spool", e);
    }
  }

  private static Path spool(WorldOptions options, Optional<WorkDirectory> temporary) {
    return options
        .dataDirectory()
        .map(directory -> directory.resolve("spool"))
        .or(() -> temporary.map(WorkDirectory::path))
        .orElseThrow();
  }

  private static Map<String, Object> querySettings(WorldOptions options) {
    Map<String, Object> settings = options.querySettings();
    settings.put("sluice.query.cursor-key", randomKey());
    settings.put("sluice.environment", "local");
    settings.put("sluice.query.archive.min-age", options.retention());
    settings.put("sluice.security.mode", "off");
    return settings;
  }

  /// Cursors hold for this run only.
  private static String randomKey() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  private static CompletableFuture<Optional<EmbeddedServer>> asideIf(
      String service,
      Function<Map<String, Object>, EmbeddedServer> start,
      Optional<Map<String, Object>> settings) {
    return settings.isPresent()
        ? aside(service, start, settings.get()).thenApply(Optional::of)
        : CompletableFuture.completedFuture(Optional.empty());
  }

  private static CompletableFuture<EmbeddedServer> aside(
      String service,
      Function<Map<String, Object>, EmbeddedServer> start,
      Map<String, Object> settings) {
    return CompletableFuture.supplyAsync(
        () -> started(service, start, settings),
        command -> Thread.ofPlatform().name("start " + service).start(command));
  }

  private static EmbeddedServer started(
      String service,
      Function<Map<String, Object>, EmbeddedServer> start,
      Map<String, Object> settings) {
    try {
      return start.apply(settings);
    } catch (RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof BindException) {
          throw new IllegalStateException(
              "port %s, where the %s belongs, is taken; --port-offset N moves all ports by N"
                  .formatted(settings.get(WorldOptions.SERVER_PORT), service));
        }
        if (cause instanceof PortUnavailableException udp) {
          throw new IllegalStateException(
              udp.getMessage() + "; --port-offset N moves all ports by N");
        }
      }
      throw e;
    }
  }

  private static void closeIfStarted(@Nullable EmbeddedServer server) {
    if (server != null) {
      server.close();
    }
  }

  private static void delete(WorkDirectory directory) {
    try {
      directory.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + directory.path(), e);
    }
  }

  /// Those that read a stream.
  Stream<ApplicationContext> ofWorkers() {
    return Stream.concat(Stream.of(consumer), archiver.stream())
        .map(EmbeddedServer::getApplicationContext);
  }

  /// By the name of the service.
  Map<String, MeterRegistry> metrics() {
    Map<String, MeterRegistry> metrics = new TreeMap<>();
    metrics.put("consumer", metrics(consumer));
    metrics.put("query-api", metrics(queryApi));
    archiver.ifPresent(server -> metrics.put("archiver", metrics(server)));
    ingest.ifPresent(server -> metrics.put("ingest", metrics(server)));
    return metrics;
  }

  private static MeterRegistry metrics(EmbeddedServer server) {
    return server.getApplicationContext().getBean(MeterRegistry.class);
  }

  /// Drains ingest, then the workers.
  @Override
  public void close() {
    queryApi.close();
    ingest.ifPresent(EmbeddedServer::close);
    consumer.close();
    archiver.ifPresent(EmbeddedServer::close);
    spool.ifPresent(Services::delete);
  }
}
