package dev.sluice.ingest.publish.kinesis;

import dev.sluice.ingest.IngestConfig;
import dev.sluice.ingest.aws.AwsClients;
import dev.sluice.ingest.publish.outbox.Backoff;
import dev.sluice.ingest.publish.outbox.Outbox;
import dev.sluice.ingest.publish.outbox.OutboxBounds;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.SplittableRandom;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/// Makes the publisher and its client, which closes after the publisher has drained.
@Factory
final class PublisherFactory {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /// Beside the calls: one that asks for shards.
  private static final int OTHER_CONNECTIONS = 1;

  /// Repeats nothing by itself.
  @Singleton
  @Bean(preDestroy = "close")
  StreamClient client(PublisherConfig config, MetricPublisher metrics) {
    SdkHttpClient http = AwsClients.http(config.calls() + OTHER_CONNECTIONS, config.callTimeout());
    return new StreamClient(
        KinesisClient.builder()
            .httpClient(http)
            .overrideConfiguration(override ->
                override
                    .apiCallTimeout(config.callTimeout())
                    .retryStrategy(AwsRetryStrategy.doNotRetry())
                    .addMetricPublisher(metrics))
            .build(),
        http);
  }

  /// @param http closed with the client, which would not close what it was given
  record StreamClient(KinesisClient kinesis, SdkHttpClient http) implements AutoCloseable {
    @Override
    public void close() {
      kinesis.close();
      http.close();
    }
  }

  @Context
  @Bean(preDestroy = "close")
  KinesisPublisher publisher(
      IngestConfig ingest,
      PublisherConfig config,
      Bounds bounds,
      StreamClient client,
      MeterRegistry registry) {
    Outbox outbox =
        new Outbox(
            bounds.of(config),
            new Backoff(FIRST_PAUSE, LONGEST_PAUSE, new SplittableRandom()),
            config.awayAfter());
    PublisherMeters meters = new PublisherMeters(registry);
    KinesisPublisher publisher =
        new KinesisPublisher(
            outbox,
            new KinesisStream(client.kinesis(), ingest.stream()),
            PublisherLog.of(ingest.stream(), meters),
            config.calls(),
            config.drain());
    meters.watch(publisher);
    return publisher.start();
  }

  /// What is configured of the buffer and of calls.
  @Singleton
  record Bounds(BatchConfig batch, BufferConfig buffer) {
    OutboxBounds of(PublisherConfig config) {
      return new OutboxBounds(
          batch.records(),
          batch.bytes(),
          batch.linger(),
          buffer.entries(),
          buffer.bytes(),
          config.aggregate() ? config.aggregateBytes() : 0);
    }
  }
}
