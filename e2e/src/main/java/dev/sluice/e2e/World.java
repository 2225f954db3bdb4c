package dev.sluice.e2e;

import dev.sluice.consumer.Consumer;
import dev.sluice.e2e.aws.Resources;
import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.query.QueryApi;
import dev.sluice.stream.ShardBoard;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.BindException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Everything on one machine: the local stack, the consumer with its workers, the query API. The
/// services are the real ones; the AWS SDK's own settings point them at the local stack.
public final class World implements AutoCloseable {
  private final Optional<LocalStack> stack;
  private final EmbeddedServer consumer;
  private final EmbeddedServer queryApi;

  private World(Optional<LocalStack> stack, EmbeddedServer consumer, EmbeddedServer queryApi) {
    this.stack = stack;
    this.consumer = consumer;
    this.queryApi = queryApi;
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

  private static World start(
      Map<String, String> sdkProperties, WorldOptions options, Optional<LocalStack> stack) {
    sdkProperties.forEach(System::setProperty);
    Resources.make(options.shards());
    Executor threads = command -> Thread.ofPlatform().name("start").start(command);
    CompletableFuture<EmbeddedServer> consumer =
        CompletableFuture.supplyAsync(
            () -> started("consumer", Consumer::start, options.consumerSettings()), threads);
    try {
      EmbeddedServer queryApi = started("query API", QueryApi::start, querySettings(options));
      return new World(stack, consumer.join(), queryApi);
    } catch (RuntimeException e) {
      consumer.exceptionally(alsoFailed -> null).thenAccept(World::closeIfStarted).join();
      throw e;
    }
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
      }
      throw e;
    }
  }

  private static void closeIfStarted(@Nullable EmbeddedServer server) {
    if (server != null) {
      server.close();
    }
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

  private static Map<String, Object> querySettings(WorldOptions options) {
    Map<String, Object> settings = options.serverSettings(8080);
    settings.put("sluice.query.cursor-key", randomKey());
    return settings;
  }

  /// Cursors hold for this run only.
  private static String randomKey() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  /// Waits until the workers hold every shard between them and nothing they need is down.
  ///
  /// @return whether that came within the time
  public boolean awaitReady(int shards, Duration within) throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    ShardBoard board = consumerContext().getBean(ShardBoard.class);
    while (System.nanoTime() < deadline) {
      if (board.health().ready() && board.shards().size() >= shards) {
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
    return consumer.getApplicationContext();
  }

  public MeterRegistry consumerMetrics() {
    return consumerContext().getBean(MeterRegistry.class);
  }

  public URI consumerUri() {
    return consumer.getURI();
  }

  public URI queryApi() {
    return queryApi.getURI();
  }

  /// Drains the workers first, then stops what they used.
  @Override
  public void close() {
    queryApi.close();
    consumer.close();
    stack.ifPresent(LocalStack::close);
  }
}
