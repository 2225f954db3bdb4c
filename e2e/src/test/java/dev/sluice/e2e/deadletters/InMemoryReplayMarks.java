package dev.sluice.e2e.deadletters;

import dev.sluice.deadletter.Letter;
import dev.sluice.model.Timestamps;
import dev.sluice.simulator.Acknowledgement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// Marks in a map. Tells what it does, in order.
final class InMemoryReplayMarks implements ReplayMarks {
  private record Key(LocalDate day, String id) {}

  private final Map<Key, Mark> marks = new HashMap<>();
  private final List<String> journal;

  InMemoryReplayMarks() {
    this(new CopyOnWriteArrayList<>());
  }

  InMemoryReplayMarks(List<String> journal) {
    this.journal = journal;
  }

  private static Key key(Letter letter) {
    return new Key(Timestamps.day(letter.times().received()), letter.id());
  }

  @Override
  public synchronized Map<String, Mark> ofDay(LocalDate day) {
    Map<String, Mark> found = new HashMap<>();
    marks.forEach((key, mark) -> {
      if (key.day().equals(day)) {
        found.put(key.id(), mark);
      }
    });
    return found;
  }

  @Override
  public synchronized boolean begin(Letter letter, int attempt) {
    Mark known = marks.get(key(letter));
    if (known != null && known.attempt() >= attempt) {
      return false;
    }
    journal.add("begin " + letter.place().sequenceNumber());
    marks.put(key(letter), new Mark(attempt, Mark.State.BEGUN, Instant.EPOCH));
    return true;
  }

  @Override
  public synchronized void sent(Letter letter, int attempt, Acknowledgement at) {
    journal.add("sent " + letter.place().sequenceNumber());
    marks.put(key(letter), new Mark(attempt, Mark.State.SENT, Instant.EPOCH));
  }
}
