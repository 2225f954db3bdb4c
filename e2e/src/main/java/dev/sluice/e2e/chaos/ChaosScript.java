package dev.sluice.e2e.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The plan of a chaotic run: what happens when. Pure: a seed, a length and a number of shards
/// decide every line of it.
///
/// Incidents of different kinds overlap freely: workers, shards, outages, ailing calls (two at a
/// time) and traffic have a [Lane] each. Inside a lane each incident gets the room to be survived
/// in: a worker dies when the one before is replaced; the stream has 2 to 8 shards. Every outage
/// ends before the quiet tail, in which nothing is left to happen.
///
/// @param length until the traffic ends
public record ChaosScript(long seed, Duration length, List<Step> steps) {
  public static final Duration SHORTEST = Duration.ofSeconds(20);
  private static final Duration LONGEST_TAIL = Duration.ofSeconds(15);

  /// @param at after the start of the traffic
  public record Step(Duration at, Incident incident) {
    Duration end() {
      return at.plus(incident.length());
    }

    @Override
    public String toString() {
      return clock(at) + "  " + incident.text();
    }
  }

  public ChaosScript {
    steps = List.copyOf(steps);
  }

  /// @param shards that the stream has at the start
  public static ChaosScript of(long seed, Duration length, int shards) {
    if (length.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "length %s is below %s: too short for anything to go wrong and right again"
              .formatted(length, SHORTEST));
    }
    Duration quietFrom = length.minus(tail(length));
    List<Step> steps = new ArrayList<>();
    for (Lane lane : Lane.all(seed, shards)) {
      for (Step next = lane.next(); next.at().compareTo(quietFrom) < 0; next = lane.next()) {
        if (next.end().compareTo(quietFrom) <= 0) {
          steps.add(next);
        }
      }
    }
    steps.sort(Comparator.comparing(Step::at));
    return new ChaosScript(seed, length, steps);
  }

  /// How long before the end nothing happens any more.
  static Duration tail(Duration length) {
    Duration sixth = length.dividedBy(6);
    return sixth.compareTo(LONGEST_TAIL) < 0 ? sixth : LONGEST_TAIL;
  }

  /// `1:02.5` is a minute, two seconds and a half.
  static String clock(Duration at) {
    return String.format(
        Locale.ROOT, "%d:%02d.%d", at.toMinutes(), at.toSecondsPart(), at.toMillisPart() / 100);
  }

  /// A line an incident.
  @Override
  public String toString() {
    return steps.stream().map(Step::toString).collect(Collectors.joining("\n"));
  }
}
