package dev.sluice.consumer.pipeline;

import dev.sluice.consumer.pipeline.Journal.Action;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.model.EventKey;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Events in a map, which refuses the keys that DynamoDB refuses.
final class InMemoryEventWriter implements EventWriter {
  private static final int MAX_KEY_BYTES = 2048;

  private final Map<EventKey, StoredEvent> stored = new HashMap<>();
  private final Set<UUID> unwanted = new HashSet<>();
  private final Journal journal;

  InMemoryEventWriter(Journal journal) {
    this.journal = journal;
  }

  void refuse(UUID id) {
    unwanted.add(id);
  }

  void accept(UUID id) {
    unwanted.remove(id);
  }

  @Override
  public List<Result> write(List<StoredEvent> items, ShardControl control) throws ShardReleased {
    List<Result> results = new ArrayList<>();
    for (StoredEvent item : items) {
      EventKey key = item.key();
      if (unwanted.contains(item.event().eventId())
          || key.deviceDay().getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
        results.add(new Result.Refused("will not have " + item.event().eventId()));
      } else {
        journal.does(new Action.Stored(item.event().eventId()));
        stored.put(key, item);
        results.add(new Result.Written());
      }
    }
    return results;
  }

  Map<EventKey, StoredEvent> stored() {
    return stored;
  }
}
