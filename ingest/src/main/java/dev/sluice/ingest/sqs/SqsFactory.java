package dev.sluice.ingest.sqs;

import dev.sluice.ingest.aws.AwsClients;
import dev.sluice.ingest.queue.PollOptions;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Makes the queue with a client of its own: its calls may last as long as a poller waits, and
/// nothing is repeated behind the pollers' backs.
@Factory
final class SqsFactory {

  @Singleton
  @Bean(preDestroy = "close")
  SqsSubmissionQueue queue(SqsConfig config, PollOptions options, MetricPublisher metrics) {
    Duration longest = config.callTimeout().plus(options.longPoll());
    SdkHttpClient http = AwsClients.http(config.connections(), longest);
    SqsClient client =
        SqsClient.builder()
            .httpClient(http)
            .overrideConfiguration(settings ->
                settings
                    .apiCallTimeout(longest)
                    .retryStrategy(DefaultRetryStrategy.doNotRetry())
                    .addMetricPublisher(metrics))
            .build();
    return new SqsSubmissionQueue(client, http, config.queue());
  }
}
