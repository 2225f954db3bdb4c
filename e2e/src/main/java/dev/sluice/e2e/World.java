package dev.sluice.e2e;

import dev.sluice.e2e.aws.Resources;
import dev.sluice.ingest.udp.UdpService;
import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.stream.ShardBoard;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Everything on one machine: the local stack, ingest, the consumer and the archiver with their
/// workers, the query API. The services are the real ones; the AWS SDK's own settings point them at
/// the local stack.
public final class World implements AutoCloseable {
  private final Optional<LocalStack> stack;
  private final Services services;

  private World(Optional<LocalStack> stack, Services services) {
    this.stack = stack;
    this.services = services;
  }

  /// On a local stack of its own. Returns once every server answers; [#awaitReady] waits for the
  /// workers too.
  ///
  /// @throws dev.sluice.local.http.PortTakenException naming the port and the way around it
  public static World start(WorldOptions options) {
    LocalStack stack = LocalStack.start(stackOptions(options));
    try {
      return start(stack.sdkProperties(), options, Optional.of(stack));
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  /// On whatever these system properties of the AWS SDK point at.
  public static World on(Map<String, String> sdkProperties, WorldOptions options) {
    return start(sdkProperties, options, Optional.empty());
  }

  /// On a local stack that runs already, with whatever was made there; it is closed with this.
  public static World on(LocalStack stack, WorldOptions options) {
    return start(stack.sdkProperties(), options, Optional.of(stack));
  }

  private static World start(
      Map<String, String> sdkProperties, WorldOptions options, Optional<LocalStack> stack) {
    sdkProperties.forEach(System::setProperty);
    Resources.make(options.shards());
    // elsewhere nobody forwards changes
    boolean archive = stack.isPresent() && options.tableChanges();
    return new World(stack, Services.start(options, archive));
  }

  private static LocalStackOptions stackOptions(WorldOptions options) {
    LocalStackOptions fixedOrFree =
        options.portOffset().isPresent()
            ? LocalStackOptions.fixed().withPortOffset(options.portOffset().getAsInt())
            : LocalStackOptions.ephemeral();
    LocalStackOptions stack =
        options.tableChanges()
            ? fixedOrFree.withForwarded(Map.of(Resources.TABLES.events(), Resources.TABLE_CHANGES))
            : fixedOrFree;
    return options.dataDirectory().map(stack::withDataDirectory).orElse(stack);
  }

  /// Waits until the workers of each service hold every shard between them and nothing they need is
  /// down.
  ///
  /// @return whether that came within the time
  public boolean awaitReady(int shards, Duration within) throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    List<ShardBoard> boards =
        services.ofWorkers().map(service -> service.getBean(ShardBoard.class)).toList();
    while (System.nanoTime() < deadline) {
      if (boards.stream()
          .allMatch(board -> board.health().ready() && board.shards().size() >= shards)) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return false;
  }

  /// Empty where something else stands in for AWS.
  public Optional<LocalStack> stack() {
    return stack;
  }

  public ApplicationContext consumerContext() {
    return services.consumer().getApplicationContext();
  }

  public MeterRegistry consumerMetrics() {
    return consumerContext().getBean(MeterRegistry.class);
  }

  public URI consumerUri() {
    return services.consumer().getURI();
  }

  public URI queryApi() {
    return services.queryApi().getURI();
  }

  /// Empty where no ingest runs.
  public Optional<URI> ingestUri() {
    return services.ingest().map(EmbeddedServer::getURI);
  }

  /// Where ingest takes datagrams; empty where none are taken.
  public Optional<InetSocketAddress> ingestUdp() {
    return services
        .ingest()
        .flatMap(ingest -> ingest.getApplicationContext().getBean(UdpService.class).address());
  }

  /// What ingest has counted; empty where none runs.
  public Optional<MeterRegistry> ingestMetrics() {
    return services
        .ingest()
        .map(ingest -> ingest.getApplicationContext().getBean(MeterRegistry.class));
  }

  /// What each service has counted, by its name.
  public Map<String, MeterRegistry> metrics() {
    return services.metrics();
  }

  /// Empty where no table changes flow.
  public Optional<URI> archiverUri() {
    return services.archiver().map(EmbeddedServer::getURI);
  }

  /// How far the archive has come with what has expired; empty where there is none.
  public Optional<ArchiveTally> archiveTally() {
    return services
        .archiver()
        .flatMap(archiver ->
            stack.map(local ->
                ArchiveTally.of(
                    local.expired(Resources.TABLES.events()),
                    archiver.getApplicationContext().getBean(MeterRegistry.class))));
  }

  /// Drains the workers first, then stops what they used.
  @Override
  public void close() {
    services.close();
    stack.ifPresent(LocalStack::close);
  }
}
