package dev.sluice.consumer.aws;

import dev.sluice.aws.AwsCallMetrics;
import dev.sluice.consumer.config.LimitOptions;
import dev.sluice.stream.FaultClassifier;
import dev.sluice.stream.PatientCaller;
import dev.sluice.stream.aws.AwsFaults;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/// Tunes the clients that Micronaut builds for the write path: every call ends within a bound, none
/// is repeated by the SDK, all are measured.
@Factory
final class AwsClients {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ATTEMPT = Duration.ofSeconds(8);
  private static final Duration CALL = Duration.ofSeconds(10);

  /// Micronaut offers another one wherever a second HTTP client is on the class path.
  @Singleton
  @Primary
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
  FaultClassifier faults() {
    return new AwsFaults();
  }

  @Singleton
  PatientCaller caller(FaultClassifier faults) {
    return new PatientCaller(faults, () -> ThreadLocalRandom.current().nextLong());
  }

  @Singleton
  Requests requests(LimitOptions limits) {
    return new Requests(limits.parallelRequests());
  }

  /// Not for the asynchronous client that publishes to CloudWatch: nothing else repeats its calls.
  @Singleton
  @SuppressWarnings("rawtypes") // the only common type of these builders
  BeanCreatedEventListener<AwsSyncClientBuilder> tuning(AwsCallMetrics metrics) {
    return new BeanCreatedEventListener<>() {
      @Override
      public AwsSyncClientBuilder onCreated(BeanCreatedEvent<AwsSyncClientBuilder> event) {
        tune((SdkClientBuilder<?, ?>) event.getBean(), metrics);
        return event.getBean();
      }
    };
  }

  private static void tune(SdkClientBuilder<?, ?> builder, AwsCallMetrics metrics) {
    builder.overrideConfiguration(
        builder.overrideConfiguration().toBuilder()
            .apiCallAttemptTimeout(ATTEMPT)
            .apiCallTimeout(CALL)
            .retryStrategy(AwsRetryStrategy.doNotRetry())
            .addMetricPublisher(metrics)
            .build());
  }
}
