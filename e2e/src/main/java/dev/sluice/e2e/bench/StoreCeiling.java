package dev.sluice.e2e.bench;

import dev.sluice.consumer.pipeline.EventPipeline.Stores;
import dev.sluice.dynamodb.Claim;
import dev.sluice.dynamodb.DeviceState;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.e2e.World;
import dev.sluice.model.AcceptanceWindow;
import dev.sluice.model.Event;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Retention;
import dev.sluice.model.Source;
import dev.sluice.stream.FaultKind;
import dev.sluice.stream.HashKeys;
import dev.sluice.stream.SequenceNumber;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardRef;
import dev.sluice.stream.ShardReleased;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;

/// The baseline: claims, items and states of the same kind and number as the pipeline writes,
/// through the same writers, with nothing else going on: no stream, no decoding, no counting.
final class StoreCeiling {
  private static final int THREADS = 4;
  private static final int BATCH = 250;
  private static final int DEVICES = 100;
  private static final List<String> TYPES =
      List.of("temperature", "humidity", "network_connection");
  private static final String PAYLOAD = "{\"note\":\"" + "x".repeat(280) + "\"}";

  private final Stores stores;
  private final Retention retention =
      new Retention(Duration.ofHours(1), Duration.ofHours(1), AcceptanceWindow.DEFAULT);

  StoreCeiling(World world) {
    this.stores = world.consumerContext().getBean(Stores.class);
  }

  double eventsPerSecond(Duration length) throws InterruptedException {
    LongAdder events = new LongAdder();
    long begun = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (int shard = 0; shard < THREADS; shard++) {
      int number = shard;
      threads.add(
          Thread.ofVirtual().start(() -> writeUntil(begun + length.toNanos(), number, events)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return events.sum() * 1e9 / (System.nanoTime() - begun);
  }

  private void writeUntil(long end, int shard, LongAdder events) {
    ShardControl control = new NoShard(shard);
    try {
      for (int sequence = 0; System.nanoTime() < end; sequence += BATCH) {
        writeBatch(shard, sequence, control);
        events.add(BATCH);
      }
    } catch (ShardReleased e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeBatch(int shard, int sequence, ShardControl control)
      throws ShardReleased, InterruptedException {
    List<Claim> claims = new ArrayList<>(BATCH);
    List<StoredEvent> items = new ArrayList<>(BATCH);
    Map<String, DeviceState> states = new HashMap<>();
    for (int i = 0; i < BATCH; i++) {
      StoredEvent item = item(shard, sequence + i);
      items.add(item);
      claims.add(claim(item));
      Event event = item.event();
      states.put(event.deviceId() + event.eventType(), new DeviceState(event));
    }
    stores.claims().claim(claims, control);
    stores.events().write(items, control);
    stores.states().refresh(states.values(), List.of(), control);
  }

  /// A shard's devices are its own.
  private StoredEvent item(int shard, int sequence) {
    Instant now = Instant.now();
    int device = sequence % (DEVICES / THREADS) * THREADS + shard;
    Event event =
        new Event(
            UUID.randomUUID(),
            "device-" + (100_000 + device),
            TYPES.get(sequence % TYPES.size()),
            null,
            now,
            now,
            PAYLOAD,
            Source.ADAPTER_EVENT);
    String position = "1700000000000/shardId-00000000000" + shard + "/" + "0".repeat(50) + sequence;
    return new StoredEvent(event, position, retention.eventExpiry(event));
  }

  private Claim claim(StoredEvent item) {
    Event event = item.event();
    return new Claim(
        event.eventId(),
        event.key(),
        event.eventType(),
        Fingerprint.of(event, event.payload()),
        item.position(),
        item.expiresAt(),
        retention.claimExpiry(event));
  }

  /// Never asked to let go.
  private record NoShard(int number) implements ShardControl {
    @Override
    public ShardRef shard() {
      return new ShardRef("bench", "none", Instant.EPOCH, "shardId-" + number);
    }

    @Override
    public Optional<HashKeys> hashKeys() {
      return Optional.empty();
    }

    @Override
    public Optional<SequenceNumber> openedAfter() {
      return Optional.empty();
    }

    @Override
    public boolean mayContinue() {
      return true;
    }

    @Override
    public void enter(String stage) {}

    @Override
    public void progressed() {}

    @Override
    public void succeeded(String operation) {}

    @Override
    public void failed(String operation, FaultKind kind, Throwable cause) {}

    @Override
    public void pause(Duration duration) throws InterruptedException {
      Thread.sleep(duration);
    }
  }
}
