package dev.sluice.ingest.sqs;

import dev.sluice.ingest.queue.Intake;
import dev.sluice.ingest.queue.PollOptions;
import dev.sluice.ingest.submission.SubmissionReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.micronaut.runtime.graceful.GracefulShutdownConfiguration;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs the intake of submissions from when the server listens until it is asked to stop.
@Singleton
@Requires(property = "sluice.ingest.sqs.enabled", value = "true")
final class SubmissionTransport
    implements ApplicationEventListener<ServerStartupEvent>, GracefulShutdownCapable {
  /// Of the time for a stop, what is kept for the publisher and for closing.
  private static final Duration RESERVE = Duration.ofSeconds(10);

  private final Supplier<Intake> begin;
  private final Duration grace;
  private final AtomicReference<@Nullable Intake> running = new AtomicReference<>();

  SubmissionTransport(
      Intake.Ends ends,
      SubmissionReader reader,
      PollOptions options,
      MeterRegistry registry,
      Clock clock,
      GracefulShutdownConfiguration stop) {
    this.begin = () -> new Intake(ends, reader, options, registry, clock);
    Duration left = stop.getGracePeriod().minus(RESERVE);
    this.grace = left.compareTo(RESERVE) > 0 ? left : RESERVE;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    running.set(begin.get());
  }

  @Override
  public CompletionStage<?> shutdownGracefully() {
    Intake intake = running.getAndSet(null);
    if (intake == null) {
      return CompletableFuture.completedFuture(null);
    }
    return CompletableFuture.runAsync(
        () -> drain(intake, grace), work -> Thread.ofVirtual().name("sqs-drain").start(work));
  }

  @Override
  public OptionalLong reportActiveTasks() {
    Intake intake = running.get();
    return OptionalLong.of(intake == null ? 0 : intake.held());
  }

  @PreDestroy
  void close() {
    Intake intake = running.getAndSet(null);
    if (intake != null) {
      drain(intake, RESERVE);
    }
  }

  private static void drain(Intake intake, Duration atMost) {
    try {
      intake.drain(atMost);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Empty before the start and after the stop.
  Optional<Intake> running() {
    return Optional.ofNullable(running.get());
  }
}
