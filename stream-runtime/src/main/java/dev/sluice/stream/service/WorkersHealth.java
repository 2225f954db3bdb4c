package dev.sluice.stream.service;

import dev.sluice.stream.RuntimeHealth;
import dev.sluice.stream.ShardBoard;
import dev.sluice.stream.ShardStatus;
import io.micronaut.context.annotation.Factory;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.reactivestreams.Publisher;

/// The health of the workers as Micronaut's endpoints show it: liveness off means that a restart is
/// the cure, readiness off that something they depend on is away.
@Factory
final class WorkersHealth {

  @Singleton
  @Liveness
  HealthIndicator live(ShardBoard board) {
    return () -> result(board, RuntimeHealth::live);
  }

  @Singleton
  @Readiness
  HealthIndicator ready(ShardBoard board) {
    return () -> result(board, RuntimeHealth::ready);
  }

  private static Publisher<HealthResult> result(ShardBoard board, Predicate<RuntimeHealth> up) {
    RuntimeHealth health = board.health();
    return Publishers.just(
        HealthResult.builder("workers", up.test(health) ? HealthStatus.UP : HealthStatus.DOWN)
            .details(
                Map.of(
                    "problems", health.problems(),
                    "shards", health.shards().stream().map(WorkersHealth::shown).toList()))
            .build());
  }

  private static List<String> shown(ShardStatus status) {
    return List.of(
        status.shard().shardId(),
        status.worker(),
        status.stage(),
        status.behindLatest().toMillis() + " ms behind");
  }
}
