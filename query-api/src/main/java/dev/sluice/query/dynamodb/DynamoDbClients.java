package dev.sluice.query.dynamodb;

import dev.sluice.aws.AwsCallMetrics;
import dev.sluice.dynamodb.Tables;
import dev.sluice.query.QueryConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.time.Duration;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/// The clients. Endpoint, region and credentials come from the SDK's own settings.
@Factory
final class DynamoDbClients {
  /// The feed is read beside what clients ask.
  private static final int FEED_CONNECTIONS = 8;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  /// A reader waits: one quick repetition, then it is told to come again.
  private static final int ATTEMPTS = 2;

  /// The SDK would wait up to a second after throttling, which a reader has not got.
  private static final BackoffStrategy QUICK =
      BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofMillis(200));

  @Context
  Tables tables(QueryConfig config) {
    return new Tables(config.tablePrefix());
  }

  /// Micronaut offers another one wherever a second HTTP client is on the class path.
  @Singleton
  @Primary
  @Bean(preDestroy = "close")
  SdkHttpClient httpClient(QueryConfig config) {
    return Apache5HttpClient.builder()
        .maxConnections(config.maxConcurrentRequests() + Fanout.mostCalls() + FEED_CONNECTIONS + 4)
        .connectionTimeout(CONNECT_TIMEOUT)
        .connectionAcquisitionTimeout(CONNECT_TIMEOUT)
        .socketTimeout(config.storeTimeout())
        .build();
  }

  @Singleton
  DynamoDbEnhancedClient enhanced(DynamoDbClient dynamo) {
    return DynamoDbEnhancedClient.builder().dynamoDbClient(dynamo).build();
  }

  /// Bounds and measures the calls of the client that Micronaut builds.
  @Singleton
  static final class Settings implements BeanCreatedEventListener<DynamoDbClientBuilder> {
    private final QueryConfig config;
    private final MeterRegistry registry;

    Settings(QueryConfig config, MeterRegistry registry) {
      this.config = config;
      this.registry = registry;
    }

    @Override
    public DynamoDbClientBuilder onCreated(BeanCreatedEvent<DynamoDbClientBuilder> event) {
      Duration whole = config.storeTimeout();
      return event
          .getBean()
          .overrideConfiguration(
              event
                  .getBean()
                  .overrideConfiguration()
                  .copy(override ->
                      override
                          .apiCallTimeout(whole)
                          .apiCallAttemptTimeout(whole.multipliedBy(2).dividedBy(3))
                          .retryStrategy(
                              StandardRetryStrategy.builder()
                                  .maxAttempts(ATTEMPTS)
                                  .throttlingBackoffStrategy(QUICK)
                                  .build())
                          .addMetricPublisher(new AwsCallMetrics(registry))));
    }
  }
}
