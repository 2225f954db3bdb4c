package dev.sluice.stream.service.aws;

import dev.sluice.stream.FaultClassifier;
import dev.sluice.stream.PatientCaller;
import dev.sluice.stream.Requests;
import dev.sluice.stream.aws.AwsFaults;
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
import software.amazon.awssdk.metrics.MetricPublisher;

/// Tunes the clients that Micronaut builds for the work on records: every call ends within a bound,
/// none is repeated by the SDK, all are measured.
@Factory
final class AwsClients {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ATTEMPT = Duration.ofSeconds(8);
  private static final Duration CALL = Duration.ofSeconds(10);

  /// Goes before those that Micronaut makes of whatever HTTP clients lie on the class path.
  @Singleton
  @Primary
  @Bean(preDestroy = "close")
  SdkHttpClient httpClient(AwsOptions options) {
    return Apache5HttpClient.builder()
        .connectionTimeout(CONNECT)
        .connectionAcquisitionTimeout(ATTEMPT)
        .socketTimeout(ATTEMPT)
        .maxConnections(options.connections())
        .build();
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
  Requests requests(AwsOptions options) {
    return new Requests(options.parallelRequests());
  }

  /// Not for the asynchronous client that publishes to CloudWatch: nothing else repeats its calls.
  @Singleton
  @SuppressWarnings("rawtypes") // the only common type of these builders
  BeanCreatedEventListener<AwsSyncClientBuilder> tuning(MetricPublisher metrics) {
    return new BeanCreatedEventListener<>() {
      @Override
      public AwsSyncClientBuilder onCreated(BeanCreatedEvent<AwsSyncClientBuilder> event) {
        tune((SdkClientBuilder<?, ?>) event.getBean(), metrics);
        return event.getBean();
      }
    };
  }

  private static void tune(SdkClientBuilder<?, ?> builder, MetricPublisher metrics) {
    builder.overrideConfiguration(
        builder.overrideConfiguration().toBuilder()
            .apiCallAttemptTimeout(ATTEMPT)
            .apiCallTimeout(CALL)
            .retryStrategy(AwsRetryStrategy.doNotRetry())
            .addMetricPublisher(metrics)
            .build());
  }
}
