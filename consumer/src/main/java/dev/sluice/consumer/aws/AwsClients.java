package dev.sluice.consumer.aws;

import dev.sluice.aws.AwsCallMetrics;
import dev.sluice.consumer.LimitOptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/// Tunes the clients that Micronaut builds: every call ends within a bound, none is repeated by the
/// SDK, all are measured.
@Factory
final class AwsClients {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ATTEMPT = Duration.ofSeconds(8);
  private static final Duration CALL = Duration.ofSeconds(10);

  @Singleton
  @Bean(preDestroy = "close")
  SdkHttpClient httpClient(LimitOptions limits) {
    return Apache5HttpClient.builder()
        .connectionTimeout(CONNECT)
        .connectionAcquisitionTimeout(ATTEMPT)
        .socketTimeout(ATTEMPT)
        .maxConnections(limits.connections())
        .build();
  }

  @Singleton
  AwsCallMetrics callMetrics(MeterRegistry registry) {
    return new AwsCallMetrics(registry);
  }

  @Singleton
  @SuppressWarnings("rawtypes") // the only common type of all builders
  BeanCreatedEventListener<SdkClientBuilder> tuning(AwsCallMetrics metrics) {
    return new BeanCreatedEventListener<>() {
      @Override
      public SdkClientBuilder onCreated(BeanCreatedEvent<SdkClientBuilder> event) {
        SdkClientBuilder<?, ?> builder = event.getBean();
        return builder.overrideConfiguration(configuration ->
            configuration
                .apiCallAttemptTimeout(ATTEMPT)
                .apiCallTimeout(CALL)
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .addMetricPublisher(metrics));
      }
    };
  }
}
