package dev.sluice.ingest.aws;

import dev.sluice.aws.AwsCallMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.retries.StandardRetryStrategy;

/// Tunes the synchronous clients that Micronaut builds (DynamoDB, S3, …). A client with other needs
/// is made by a factory of its own: that of Kinesis repeats nothing by itself, that of SQS polls
/// for long. Endpoint, region and credentials come from the SDK's own settings.
@Factory
public final class AwsClients {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /// One quick repetition; whoever waits longer repeats by itself.
  private static final int ATTEMPTS = 2;

  @Singleton
  MetricPublisher callMetrics(MeterRegistry registry) {
    return new AwsCallMetrics(registry);
  }

  /// Micronaut offers another one wherever a second HTTP client is on the class path.
  @Singleton
  @Primary
  @Bean(preDestroy = "close")
  SdkHttpClient httpClient(AwsConfig config) {
    return http(config.connections(), config.callTimeout());
  }

  /// A pool of connections for one client.
  ///
  /// @param callTimeout how long a call may take
  public static SdkHttpClient http(int connections, Duration callTimeout) {
    return Apache5HttpClient.builder()
        .maxConnections(connections)
        .connectionTimeout(CONNECT_TIMEOUT)
        .connectionAcquisitionTimeout(callTimeout)
        .socketTimeout(callTimeout)
        .build();
  }

  /// Not for the asynchronous client that publishes to CloudWatch: nothing else repeats its calls.
  @Singleton
  @SuppressWarnings("rawtypes") // the only common type of these builders
  BeanCreatedEventListener<AwsSyncClientBuilder> tuning(AwsConfig config, MetricPublisher metrics) {
    return new BeanCreatedEventListener<>() {
      @Override
      public AwsSyncClientBuilder onCreated(BeanCreatedEvent<AwsSyncClientBuilder> event) {
        tune((SdkClientBuilder<?, ?>) event.getBean(), config, metrics);
        return event.getBean();
      }
    };
  }

  private static void tune(
      SdkClientBuilder<?, ?> builder, AwsConfig config, MetricPublisher metrics) {
    Duration whole = config.callTimeout();
    builder.overrideConfiguration(
        builder.overrideConfiguration().toBuilder()
            .apiCallTimeout(whole)
            .apiCallAttemptTimeout(whole.multipliedBy(2).dividedBy(3))
            .retryStrategy(StandardRetryStrategy.builder().maxAttempts(ATTEMPTS).build())
            .addMetricPublisher(metrics)
            .build());
  }
}
