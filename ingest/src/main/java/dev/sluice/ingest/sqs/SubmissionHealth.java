package dev.sluice.ingest.sqs;

import dev.sluice.ingest.queue.Intake;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/// Liveness off means that a thread is stuck and a restart is the cure; readiness off that the
/// queue or the bucket of the dead letters is away.
@Factory
@Requires(beans = SubmissionTransport.class)
final class SubmissionHealth {
  private static final String NAME = "submissions";

  @Singleton
  @Liveness
  HealthIndicator live(SubmissionTransport transport) {
    return () -> result(transport.running().map(Intake::isStuck).orElse(false) ? "stuck" : "");
  }

  @Singleton
  @Readiness
  HealthIndicator ready(SubmissionTransport transport) {
    return () -> result(transport.running().map(SubmissionHealth::away).orElse("not running"));
  }

  private static String away(Intake intake) {
    if (!intake.queueAnswers()) {
      return "the queue does not answer";
    }
    return intake.keepsDeadLetters() ? "" : "dead letters cannot be kept";
  }

  private static Publisher<HealthResult> result(String problem) {
    return Publishers.just(
        HealthResult.builder(NAME, problem.isEmpty() ? HealthStatus.UP : HealthStatus.DOWN)
            .details(Map.of("problem", problem))
            .build());
  }
}
