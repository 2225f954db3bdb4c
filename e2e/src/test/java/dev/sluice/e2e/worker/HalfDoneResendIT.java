package dev.sluice.e2e.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.e2e.aws.Resources;
import dev.sluice.e2e.aws.StoreContents;
import dev.sluice.e2e.guarantee.TraceEntry;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Shard;

/// Events are half done on one shard when the same events come again on another. Whoever is second
/// must take them for known, and they must be stored all the same, by whoever ends what was begun.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HalfDoneResendIT {
  private WorkerStage stage;
  private KinesisClient kinesis;
  private StoreContents store;
  private WorkerProcess first;
  private WorkerProcess second;

  @BeforeAll
  void twoWorkers(@TempDir Path directory) {
    stage = WorkerStage.with(2, directory);
    kinesis = KinesisClient.create();
    store = new StoreContents();
    first = stage.start("first");
    second = stage.start("second");
  }

  @BeforeEach
  void eachWithAShard() {
    if (!first.isAlive()) {
      first = stage.start(first.name() + "-again");
    }
    stage.awaitShards(first, second);
  }

  @AfterAll
  void close() {
    store.close();
    kinesis.close();
    stage.close();
  }

  @Test
  void aResendOfWhatIsClaimedButNotStoredIsADuplicateAndTheFirstSendIsStoredAtLast() {
    String begun = stage.shardsOf(first).iterator().next();
    String other = stage.shardsOf(second).iterator().next();
    hold(FaultPoint.AFTER_CLAIM);
    List<String> events = events();
    put(events, begun);
    first.awaitHeld(FaultPoint.AFTER_CLAIM, WorkerStage.PATIENCE);

    put(events, other);
    awaitClaimed(events, other);
    assertThat(stored(events)).isEmpty();

    first.release();
    awaitStored(events, first, begun);
  }

  @Test
  void whatADeadWorkerHadHalfStoredIsStoredByTheNextAndTheResendStaysADuplicate() {
    String begun = stage.shardsOf(first).iterator().next();
    String other = stage.shardsOf(second).iterator().next();
    hold(FaultPoint.HALF_STORED);
    List<String> events = events();
    put(events, begun);
    first.awaitHeld(FaultPoint.HALF_STORED, WorkerStage.PATIENCE);
    assertThat(stored(events)).hasSize(events.size() / 2);

    put(events, other);
    awaitClaimed(events, other);
    assertThat(stored(events)).hasSize(events.size() / 2);

    first.kill();
    awaitStored(events, second, begun);
  }

  /// The library reads no child before its parent is done: the order of a device needs that.
  @Test
  void aResendToAChildShardWaitsForItsHalfDoneParentAndIsADuplicate() {
    String parent = stage.shardsOf(first).iterator().next();
    hold(FaultPoint.AFTER_CLAIM);
    List<String> events = events();
    put(events, parent);
    first.awaitHeld(FaultPoint.AFTER_CLAIM, WorkerStage.PATIENCE);

    String child = split(parent);
    put(events, child);
    assertThat(stored(events)).isEmpty();

    first.release();
    awaitClaimed(events, child);
    awaitStored(events, first, parent);
  }

  private void hold(FaultPoint point) {
    first.holdAt(point);
    first.awaitObeyed(WorkerStage.PATIENCE);
  }

  /// Waits until the ids were found to be taken, by the same content from elsewhere.
  private void awaitClaimed(List<String> events, String resentTo) {
    stage.until(() ->
        Stream.of(first, second)
            .flatMap(worker -> stage.trace(worker, TraceEntry.Claimed.class).stream())
            .filter(claim -> claim.position().contains("/" + resentTo + "/"))
            .filter(claim -> claim.sameContent() && !claim.holder().equals(claim.position()))
            .map(TraceEntry.Claimed::eventId)
            .collect(Collectors.toSet())
            .containsAll(ids(events)));
  }

  /// Waits until a worker has stored all, as of the first sends.
  private void awaitStored(List<String> events, WorkerProcess by, String shardId) {
    stage.until(() ->
        stage.trace(by, TraceEntry.Stored.class).stream()
            .map(TraceEntry.Stored::eventId)
            .collect(Collectors.toSet())
            .containsAll(ids(events)));
    assertThat(stored(events))
        .hasSameSizeAs(events)
        .allSatisfy(item -> assertThat(item.position()).contains("/" + shardId + "/"));
  }

  private static List<String> events() {
    return Set.of("north", "east", "south", "west").stream()
        .map(device ->
            """
            {"id":"%s","event_type":"reading","device_id":"%s","processing_timestamp":"%s",\
            "event_details":{"value":1}}\
            """
                .formatted(UUID.randomUUID(), device, Instant.now()))
        .toList();
  }

  private static Set<UUID> ids(List<String> events) {
    return events.stream()
        .map(event -> UUID.fromString(event.substring(7, 43)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private List<StoredEvent> stored(List<String> events) {
    Set<UUID> ids = ids(events);
    return store.events().filter(item -> ids.contains(item.event().eventId())).toList();
  }

  /// All in one request, so that they come in one batch.
  private void put(List<String> events, String shardId) {
    String hashKey = shard(shardId).hashKeyRange().startingHashKey();
    kinesis.putRecords(request ->
        request
            .streamName(Resources.STREAM)
            .records(
                events.stream()
                    .map(event ->
                        PutRecordsRequestEntry.builder()
                            .partitionKey("any")
                            .explicitHashKey(hashKey)
                            .data(SdkBytes.fromString(event, StandardCharsets.UTF_8))
                            .build())
                    .toList()));
  }

  private Shard shard(String shardId) {
    return kinesis.listShards(request -> request.streamName(Resources.STREAM)).shards().stream()
        .filter(shard -> shard.shardId().equals(shardId))
        .findFirst()
        .orElseThrow();
  }

  /// @return one of the children
  private String split(String parent) {
    BigInteger start = new BigInteger(shard(parent).hashKeyRange().startingHashKey());
    BigInteger end = new BigInteger(shard(parent).hashKeyRange().endingHashKey());
    kinesis.splitShard(request ->
        request
            .streamName(Resources.STREAM)
            .shardToSplit(parent)
            .newStartingHashKey(start.add(end).shiftRight(1).toString()));
    kinesis.waiter().waitUntilStreamExists(request -> request.streamName(Resources.STREAM));
    return kinesis.listShards(request -> request.streamName(Resources.STREAM)).shards().stream()
        .filter(shard -> parent.equals(shard.parentShardId()))
        .findFirst()
        .orElseThrow()
        .shardId();
  }
}
