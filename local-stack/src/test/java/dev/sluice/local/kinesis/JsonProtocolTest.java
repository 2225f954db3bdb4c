package dev.sluice.local.kinesis;

import static dev.sluice.local.kinesis.KinesisFixture.bytes;
import static dev.sluice.local.kinesis.KinesisFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/// The SDK speaks CBOR to Kinesis unless it is told not to.
class JsonProtocolTest {

  private static final String SHARD = "shardId-000000000000";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private KinesisFixture kinesis = new KinesisFixture();

  @BeforeEach
  void switchToJson() {
    kinesis.close();
    System.setProperty(SdkSystemSetting.CBOR_ENABLED.property(), "false");
    kinesis = new KinesisFixture();
    kinesis.createStream("s", 1);
  }

  @AfterEach
  void switchBack() {
    kinesis.close();
    System.clearProperty(SdkSystemSetting.CBOR_ENABLED.property());
  }

  @Test
  void answersAreJson() {
    PutRecordResponse response =
        kinesis.client.putRecord(b -> b.streamName("s").partitionKey("k").data(bytes("x")));

    assertThat(response.sdkHttpResponse().firstMatchingHeader("Content-Type"))
        .hasValue("application/x-amz-json-1.1");
  }

  @Test
  void recordAndItsTimesComeBackAsTheyWerePut() {
    kinesis.put("s", "k", "hello");
    String iterator =
        kinesis
            .client
            .getShardIterator(b ->
                b.streamName("s")
                    .shardId(SHARD)
                    .shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
                    .timestamp(kinesis.clock.instant()))
            .shardIterator();

    Record got = kinesis.get(iterator).records().getFirst();

    assertThat(got.data().asUtf8String()).isEqualTo("hello");
    assertThat(got.approximateArrivalTimestamp()).isEqualTo(kinesis.clock.instant());
  }

  @Test
  void errorsAreTyped() {
    assertThatThrownBy(() -> kinesis.shards("none"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("none");
  }

  @Test
  void eventsArePushed() {
    Queue<SubscribeToShardEvent> events = new ConcurrentLinkedQueue<>();
    String consumer =
        kinesis
            .client
            .registerStreamConsumer(b ->
                b.streamARN("arn:aws:kinesis:us-east-1:000000000000:stream/s").consumerName("one"))
            .consumer()
            .consumerARN();
    kinesis.put("s", "k", "hello");

    try (KinesisAsyncClient async = KinesisFixture.asyncClient(kinesis.server.endpoint())) {
      async.subscribeToShard(
          b ->
              b.consumerARN(consumer)
                  .shardId(SHARD)
                  .startingPosition(p -> p.type(ShardIteratorType.TRIM_HORIZON)),
          SubscribeToShardResponseHandler.builder()
              .subscriber(event -> events.add((SubscribeToShardEvent) event))
              .build());
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(events.stream().flatMap(e -> texts(e.records()).stream()))
                  .containsExactly("hello"));
    }
  }
}
