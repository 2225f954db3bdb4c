package dev.sluice.consumer.pipeline;

import dev.sluice.consumer.pipeline.Journal.Action;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Dead letters in a map.
final class InMemoryDeadLetters implements DeadLetters {
  private final Map<String, DeadLetter> letters = new TreeMap<>();
  private final Journal journal;

  InMemoryDeadLetters(Journal journal) {
    this.journal = journal;
  }

  @Override
  public void write(List<DeadLetter> refused, ShardControl control) throws ShardReleased {
    for (DeadLetter letter : refused) {
      String position = letter.origin().position().text();
      journal.does(new Action.DeadLettered(position, letter.rejection().reason().text()));
      letters.put(position, letter);
    }
  }

  Map<String, DeadLetter> letters() {
    return letters;
  }
}
