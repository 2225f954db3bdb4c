package dev.sluice.stream.aws;

import dev.sluice.stream.ByteBudget;
import dev.sluice.stream.Retrieval;
import java.time.Duration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/// The AWS clients of the workers in a process; may be shared by all of them. Region, credentials
/// and endpoints come from the default chains of the SDK.
///
/// To be closed after the last worker has stopped.
///
/// @param reading what reads of all the workers may bring at once
public record StreamClients(
    KinesisAsyncClient kinesis, DynamoDbAsyncClient dynamoDb, ByteBudget reading)
    implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ATTEMPT = Duration.ofSeconds(8);
  private static final Duration CALL = Duration.ofSeconds(20);

  /// The table client only looks after leases. A lease is renewed every third of its life, so an
  /// attempt that hangs has to be given up, and repeated, before the life is over.
  private static final Duration LEASE_ATTEMPT = Duration.ofSeconds(3);

  /// A subscription brings an event, be it empty, at least every 5 s. So silence is a fault, but no
  /// limit may be set to the whole, which lasts for 5 minutes.
  private static final Duration SILENCE = Duration.ofSeconds(20);

  public static StreamClients open(Retrieval retrieval) {
    DynamoDbAsyncClient dynamoDb =
        DynamoDbAsyncClient.builder()
            .httpClientBuilder(http(Protocol.HTTP1_1))
            .overrideConfiguration(timeLimits(LEASE_ATTEMPT))
            .build();
    return switch (retrieval) {
      case Retrieval.Polling how -> new StreamClients(polling(), dynamoDb, budget(how.bounds()));
      case Retrieval.FanOut _ ->
          new StreamClients(fanOut(), dynamoDb, budget(Retrieval.Bounds.DEFAULT));
    };
  }

  private static ByteBudget budget(Retrieval.Bounds bounds) {
    return new ByteBudget(bounds.readBytes());
  }

  private static KinesisAsyncClient polling() {
    return KinesisAsyncClient.builder()
        .httpClientBuilder(http(Protocol.HTTP1_1))
        .overrideConfiguration(timeLimits(ATTEMPT))
        .build();
  }

  /// Kinesis wants HTTP/2 for subscriptions. Without TLS nothing can negotiate it, so a plain
  /// endpoint is spoken to in HTTP/1.1.
  private static KinesisAsyncClient fanOut() {
    KinesisAsyncClient plain =
        KinesisAsyncClient.builder().httpClientBuilder(http(Protocol.HTTP1_1)).build();
    boolean clear =
        plain
            .serviceClientConfiguration()
            .endpointOverride()
            .filter(endpoint -> "http".equalsIgnoreCase(endpoint.getScheme()))
            .isPresent();
    if (clear) {
      return plain;
    }
    plain.close();
    return KinesisAsyncClient.builder().httpClientBuilder(http(Protocol.HTTP2)).build();
  }

  private static NettyNioAsyncHttpClient.Builder http(Protocol protocol) {
    return NettyNioAsyncHttpClient.builder()
        .protocol(protocol)
        .connectionTimeout(CONNECT)
        .connectionAcquisitionTimeout(CALL)
        .readTimeout(SILENCE)
        .maxConcurrency(200);
  }

  private static ClientOverrideConfiguration timeLimits(Duration attempt) {
    return ClientOverrideConfiguration.builder()
        .apiCallAttemptTimeout(attempt)
        .apiCallTimeout(CALL)
        .build();
  }

  @Override
  public void close() {
    kinesis.close();
    dynamoDb.close();
  }
}
