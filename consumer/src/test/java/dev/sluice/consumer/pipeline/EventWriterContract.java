package dev.sluice.consumer.pipeline;

import static dev.sluice.consumer.pipeline.Samples.RECEIVED;
import static dev.sluice.consumer.pipeline.Samples.event;
import static dev.sluice.consumer.pipeline.Samples.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dynamodb.StoredEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [EventWriter] must do.
public abstract class EventWriterContract {
  protected final TestShard shard = new TestShard();

  /// Writes to an empty store.
  protected abstract EventWriter writer();

  /// What [#writer] has written.
  protected abstract Collection<StoredEvent> stored();

  /// An item whose partition key is over DynamoDB's 2,048 bytes.
  protected static StoredEvent unstorable(int id) {
    return item(event(id, "d".repeat(2_100), "reading", RECEIVED), id);
  }

  @Test
  void itemsAreReadBackAsWritten() throws Exception {
    List<StoredEvent> items =
        List.of(
            item(event(1), 1),
            item(event(2, "device-2", "account", "created", RECEIVED.plusMillis(7)), 2));

    assertThat(writer().write(items, shard))
        .hasOnlyElementsOfType(EventWriter.Result.Written.class);
    assertThat(stored()).containsExactlyInAnyOrderElementsOf(items);
  }

  @Test
  void itemIsWrittenOverItsOlderSelf() throws Exception {
    writer().write(List.of(item(event(1), 1)), shard);
    StoredEvent again = item(event(1), 1).withExpiry(RECEIVED.plusSeconds(60));
    writer().write(List.of(again), shard);

    assertThat(stored()).containsExactly(again);
  }

  @Test
  void sixtyItemsAreWritten() throws Exception {
    List<StoredEvent> items = IntStream.range(0, 60).mapToObj(id -> item(event(id), id)).toList();

    assertThat(writer().write(items, shard)).hasSize(60);
    assertThat(stored()).containsExactlyInAnyOrderElementsOf(items);
  }

  @Test
  void refusedItemsDoNotKeepTheOthersOut() throws Exception {
    List<StoredEvent> items = new ArrayList<>();
    for (int id = 0; id < 30; id++) {
      items.add(id == 3 || id == 17 || id == 29 ? unstorable(id) : item(event(id), id));
    }
    List<EventWriter.Result> results = writer().write(items, shard);

    for (int id = 0; id < 30; id++) {
      assertThat(results.get(id) instanceof EventWriter.Result.Refused)
          .as("item %d is refused", id)
          .isEqualTo(id == 3 || id == 17 || id == 29);
    }
    assertThat(stored()).hasSize(27);
  }

  @Test
  void nothingIsNoWork() throws Exception {
    assertThat(writer().write(List.of(), shard)).isEmpty();
  }
}
