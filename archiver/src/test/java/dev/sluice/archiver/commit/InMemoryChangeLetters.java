package dev.sluice.archiver.commit;

import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.Collection;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Dead letters of changes in a map.
public final class InMemoryChangeLetters implements ChangeLetters {
  private final SequencedMap<String, RefusedChange> letters = new TreeMap<>();

  @Override
  public synchronized void write(List<RefusedChange> refused, ShardControl control)
      throws ShardReleased {
    for (RefusedChange change : refused) {
      control.ensureHeld();
      letters.put(
          control.shard().shardId()
              + "/"
              + change.record().sequenceNumber()
              + "/"
              + change.record().subSequenceNumber(),
          change);
    }
  }

  public synchronized Collection<RefusedChange> letters() {
    return List.copyOf(letters.values());
  }
}
