package dev.sluice.local.kinesis;

import static dev.sluice.local.kinesis.KinesisFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

class FanOutTest {

  private static final String ARN = "arn:aws:kinesis:us-east-1:000000000000:stream/s";
  private static final String SHARD = "shardId-000000000000";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final StartingPosition TRIM_HORIZON =
      StartingPosition.builder().type(ShardIteratorType.TRIM_HORIZON).build();

  private final KinesisFixture kinesis = new KinesisFixture();
  private final KinesisAsyncClient async = KinesisFixture.asyncClient(kinesis.server.endpoint());
  private final Queue<SubscribeToShardEvent> events = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void createStream() {
    kinesis.createStream("s", 1);
  }

  @AfterEach
  void stop() {
    async.close();
    kinesis.close();
  }

  @Test
  void consumersAreRegisteredDescribedListedAndDeregistered() {
    String arn = register("one");
    register("two");

    assertThat(arn).startsWith(ARN + "/consumer/one:");
    var described =
        kinesis.client.describeStreamConsumer(b -> b.consumerARN(arn)).consumerDescription();
    assertThat(described.consumerStatus()).isEqualTo(ConsumerStatus.ACTIVE);
    assertThat(described.streamARN()).isEqualTo(ARN);
    assertThat(described.consumerCreationTimestamp()).isEqualTo(kinesis.clock.instant());
    var page = kinesis.client.listStreamConsumers(b -> b.streamARN(ARN).maxResults(1));
    assertThat(page.consumers().getFirst().consumerName()).isEqualTo("one");
    var rest =
        kinesis.client.listStreamConsumers(
            b -> b.streamARN(ARN).nextToken(page.nextToken()).maxResults(1));
    assertThat(rest.consumers().getFirst().consumerName()).isEqualTo("two");
    assertThat(rest.nextToken()).isNull();

    kinesis.client.deregisterStreamConsumer(b -> b.streamARN(ARN).consumerName("one"));
    assertThatThrownBy(() -> kinesis.client.describeStreamConsumer(b -> b.consumerARN(arn)))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void streamsAndConsumersAreTaggedByArn() {
    String consumer = register("one");
    for (String arn : List.of(ARN, consumer)) {
      kinesis.client.tagResource(b -> b.resourceARN(arn).tags(Map.of("a", arn, "b", "2")));
      kinesis.client.untagResource(b -> b.resourceARN(arn).tagKeys("b"));
      assertThat(kinesis.client.listTagsForResource(b -> b.resourceARN(arn)).tags())
          .singleElement()
          .satisfies(tag -> assertThat(tag.value()).isEqualTo(arn));
    }
    assertThatThrownBy(() -> kinesis.client.listTagsForResource(b -> b.resourceARN(consumer + "0")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void sameNameTwiceAndTheTwentyFirstConsumerAreRefused() {
    for (int i = 0; i < 20; i++) {
      register("consumer-" + i);
    }
    assertThatThrownBy(() -> register("consumer-0")).isInstanceOf(ResourceInUseException.class);
    assertThatThrownBy(() -> register("consumer-20")).isInstanceOf(LimitExceededException.class);
  }

  @Test
  void streamWithConsumersIsDeletedOnlyWhenEnforced() {
    register("one");

    assertThatThrownBy(() -> kinesis.client.deleteStream(b -> b.streamName("s")))
        .isInstanceOf(ResourceInUseException.class);
    kinesis.client.deleteStream(b -> b.streamName("s").enforceConsumerDeletion(true));
  }

  @Test
  void recordsArePushedAsTheyArriveUntilTheShardEnds() throws Exception {
    kinesis.put("s", "k", "before");
    CompletableFuture<Void> subscription = subscribe(register("one"), TRIM_HORIZON);
    await().atMost(PATIENCE).until(() -> pushed().equals(List.of("before")));
    assertThat(events.element().continuationSequenceNumber()).hasSize(56);

    kinesis.put("s", "k", "after");
    await().atMost(PATIENCE).until(() -> pushed().equals(List.of("before", "after")));

    kinesis.client.splitShard(b -> b.streamName("s").shardToSplit(SHARD).newStartingHashKey("100"));
    subscription.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    SubscribeToShardEvent last = events.stream().reduce((a, b) -> b).orElseThrow();
    assertThat(last.childShards()).hasSize(2);
    assertThat(last.continuationSequenceNumber()).isNull();
  }

  @Test
  void continuationGoesOnWhereTheLastSubscriptionEnded() throws Exception {
    String consumer = register("one");
    kinesis.put("s", "k", "a");
    CompletableFuture<Void> first = subscribe(consumer, TRIM_HORIZON);
    await().atMost(PATIENCE).until(() -> pushed().equals(List.of("a")));
    kinesis.clock.advance(Duration.ofMinutes(5));
    first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    kinesis.put("s", "k", "b");

    String continuation = events.element().continuationSequenceNumber();
    subscribe(
        consumer,
        StartingPosition.builder()
            .type(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
            .sequenceNumber(continuation)
            .build());

    await().atMost(PATIENCE).until(() -> pushed().equals(List.of("a", "b")));
  }

  @Test
  void secondSubscriptionIsRefusedForFiveSecondsAndThenTakesOver() throws Exception {
    String consumer = register("one");
    kinesis.put("s", "k", "a");
    CompletableFuture<Void> first = subscribe(consumer, TRIM_HORIZON);
    await().atMost(PATIENCE).until(() -> !events.isEmpty());

    assertThatThrownBy(
            () -> subscribe(consumer, TRIM_HORIZON).get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .hasCauseInstanceOf(ResourceInUseException.class);

    kinesis.clock.advance(Duration.ofSeconds(5));
    CompletableFuture<Void> second = subscribe(consumer, TRIM_HORIZON);
    first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    await().atMost(PATIENCE).until(() -> pushed().equals(List.of("a", "a")));
    assertThat(second).isNotDone();
  }

  @Test
  void unknownConsumerCannotSubscribe() {
    assertThatThrownBy(() ->
            subscribe(ARN + "/consumer/none:1", TRIM_HORIZON)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .hasCauseInstanceOf(ResourceNotFoundException.class);
  }

  private String register(String name) {
    return kinesis
        .client
        .registerStreamConsumer(b -> b.streamARN(ARN).consumerName(name))
        .consumer()
        .consumerARN();
  }

  private CompletableFuture<Void> subscribe(String consumerArn, StartingPosition position) {
    return async.subscribeToShard(
        SubscribeToShardRequest.builder()
            .consumerARN(consumerArn)
            .shardId(SHARD)
            .startingPosition(position)
            .build(),
        SubscribeToShardResponseHandler.builder()
            .subscriber(event -> events.add((SubscribeToShardEvent) event))
            .build());
  }

  private List<String> pushed() {
    return events.stream().flatMap(event -> texts(event.records()).stream()).toList();
  }
}
