package dev.sluice.e2e.worker;

import dev.sluice.consumer.pipeline.DeadLetter;
import dev.sluice.consumer.pipeline.DeadLetters;
import dev.sluice.e2e.guarantee.TraceEntry;
import dev.sluice.model.Position;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Notes what was dead-lettered.
record TracedDeadLetters(DeadLetters deadLetters) implements DeadLetters {

  @Override
  public void write(List<DeadLetter> letters, ShardControl control)
      throws ShardReleased, InterruptedException {
    if (letters.isEmpty()) {
      deadLetters.write(letters, control);
      return;
    }
    TracedSession session = TracedSession.of(control);
    session.run(byRecord(letters), FaultPoint.HALF_DEAD_LETTERED, some -> written(some, session));
    session.meet(FaultPoint.AFTER_DEAD_LETTER);
  }

  /// The letters of one record are one object, which a second call would replace.
  private static List<List<DeadLetter>> byRecord(List<DeadLetter> letters) {
    Map<Position, List<DeadLetter>> records =
        letters.stream()
            .collect(
                Collectors.groupingBy(
                    letter -> letter.origin().position().ofRecord(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return List.copyOf(records.values());
  }

  private List<List<DeadLetter>> written(List<List<DeadLetter>> some, TracedSession session)
      throws ShardReleased, InterruptedException {
    List<DeadLetter> letters = some.stream().flatMap(List::stream).toList();
    deadLetters.write(letters, session);
    for (DeadLetter letter : letters) {
      session.note((now, name) ->
          new TraceEntry.DeadLettered(
              now, name, letter.origin().position().text(), letter.rejection().reason().text()));
    }
    return some;
  }
}
