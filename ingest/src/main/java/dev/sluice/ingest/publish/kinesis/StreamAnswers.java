package dev.sluice.ingest.publish.kinesis;

import dev.sluice.ingest.publish.Publisher;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;

/// Ready while the stream takes what is offered. A stream that is away is no reason to restart.
@Singleton
@Readiness
record StreamAnswers(Publisher publisher) implements HealthIndicator {
  @Override
  public org.reactivestreams.Publisher<HealthResult> getResult() {
    HealthStatus status =
        switch (publisher.state()) {
          case OPEN -> HealthStatus.UP;
          case AWAY -> HealthStatus.DOWN;
        };
    return Publishers.just(HealthResult.builder("stream", status).build());
  }
}
