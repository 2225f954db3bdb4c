package dev.sluice.e2e.deadletters;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// What became of the letters of a replay. One thread.
final class ReplayCounts {
  private final Map<Preparation.Obstacle, Long> leftOut = new EnumMap<>(Preparation.Obstacle.class);
  private long sent;
  private long alreadySent;
  private long unfinished;
  private long unreadable;

  void sent(int letters) {
    sent += letters;
  }

  void alreadySent() {
    alreadySent++;
  }

  /// Somebody else began it, before or meanwhile, or we did and do not know the end.
  void unfinished(int letters) {
    unfinished += letters;
  }

  void unreadable() {
    unreadable++;
  }

  void leftOut(Preparation.Obstacle obstacle) {
    leftOut.merge(obstacle, 1L, Long::sum);
  }

  long sent() {
    return sent;
  }

  long notSent() {
    return alreadySent + unfinished + unreadable + allLeftOut();
  }

  private long allLeftOut() {
    return leftOut.values().stream().mapToLong(Long::longValue).sum();
  }

  /// Whether every letter asked for has been sent, now or before.
  boolean isComplete() {
    return unfinished == 0 && unreadable == 0 && leftOut.isEmpty();
  }

  /// @param verb what happened to those that went through
  String summary(String verb) {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%s %,d", verb, sent));
    line(text, alreadySent, "sent before, --again sends them once more");
    line(
        text,
        unfinished,
        "unfinished: begun and never confirmed, perhaps just now by somebody else; --resume sends"
            + " them, and a second copy of an event is only a duplicate");
    leftOut.forEach((obstacle, count) -> line(text, count, "left out: " + obstacle.text()));
    line(text, unreadable, "objects are no dead letters");
    return text.toString();
  }

  private static void line(StringBuilder text, long count, String what) {
    if (count > 0) {
      text.append(String.format(Locale.ROOT, "%n  %,d %s", count, what));
    }
  }
}
