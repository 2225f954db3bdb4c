package dev.sluice.e2e.chaos;

import dev.sluice.e2e.chaos.ChaosScript.Step;
import dev.sluice.e2e.chaos.Incident.Away;
import dev.sluice.e2e.worker.FaultPoint;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/// Incidents of one kind, one after the other, without end. A step begins once the room that the
/// one before needs is over; the dice say by how much later.
final class Lane {
  private static final int LEAST_SHARDS = 2;
  private static final int MOST_SHARDS = 8;

  /// The next incident, and how long nothing else of its kind should happen from its begin on.
  private record Turn(Incident incident, double roomSeconds) {}

  /// Makes up the next incident.
  private interface Invention {
    Turn next(SplittableRandom random);
  }

  private final SplittableRandom random;
  private final Invention invention;
  private final double longestGapSeconds;
  private double freeFrom;

  private Lane(
      SplittableRandom random, Invention invention, double firstSeconds, double longestGapSeconds) {
    this.random = random;
    this.invention = invention;
    this.freeFrom = firstSeconds;
    this.longestGapSeconds = longestGapSeconds;
  }

  /// Each has dice of its own, so that no lane depends on how far another has come.
  static List<Lane> all(long seed, int shards) {
    SplittableRandom dice = new SplittableRandom(seed);
    return List.of(
        new Lane(dice.split(), workers(dice.split()), 3, 5),
        new Lane(dice.split(), shards(dice.split(), shards), 4, 12),
        new Lane(dice.split(), outages(dice.split()), 5, 15),
        new Lane(dice.split(), ailments(dice.split()), 2, 5),
        new Lane(dice.split(), ailments(dice.split()), 2, 5),
        new Lane(dice.split(), spikes(), 8, 30));
  }

  Step next() {
    double at = freeFrom + random.nextDouble() * longestGapSeconds;
    Turn turn = invention.next(random);
    freeFrom = at + turn.roomSeconds();
    return new Step(Duration.ofMillis((long) (at * 1e3)), turn.incident());
  }

  private enum Blow {
    KILL,
    LEADER,
    FREEZE,
    TERMINATE,
    CRASH,
    CRASH_AGAIN,
    ROLL
  }

  /// A replacement is ready in some 5 s; the lease of a dead worker runs out in 3 s, a dead leader
  /// is replaced in 7 s.
  private static Invention workers(SplittableRandom dice) {
    Deck<Blow> blows = new Deck<>(List.of(Blow.values()), dice);
    Deck<FaultPoint> points = new Deck<>(List.copyOf(FaultPoint.OF_CONSUMER), dice);
    return random -> {
      int draw = random.nextInt(Integer.MAX_VALUE);
      return switch (blows.deal()) {
        case KILL -> new Turn(new Incident.WorkerKilled(draw), 10);
        case LEADER -> new Turn(new Incident.LeaderKilled(), 14);
        case FREEZE -> new Turn(new Incident.WorkerFrozen(draw, seconds(random, 5, 9)), 18);
        case TERMINATE -> new Turn(new Incident.WorkerTerminated(draw), 9);
        case CRASH, CRASH_AGAIN ->
            new Turn(new Incident.WorkerCrashed(draw, points.deal(), 1 + random.nextInt(5)), 12);
        case ROLL -> new Turn(new Incident.RollingRestart(), 40);
      };
    };
  }

  private static Invention shards(SplittableRandom dice, int atStart) {
    Deck<Integer> kinds = new Deck<>(List.of(0, 1, 2), dice);
    int[] open = {atStart};
    return random -> {
      int draw = random.nextInt(Integer.MAX_VALUE);
      int kind = kinds.deal();
      if (kind == 0 && open[0] < MOST_SHARDS) {
        open[0]++;
        return new Turn(new Incident.ShardSplit(draw), 8);
      }
      if (kind == 1 && open[0] > LEAST_SHARDS) {
        open[0]--;
        return new Turn(new Incident.ShardsMerged(draw), 8);
      }
      open[0] = otherCount(open[0], random);
      return new Turn(new Incident.ShardCountUpdated(open[0]), 15);
    };
  }

  /// Kinesis doubles or halves at most.
  private static int otherCount(int open, SplittableRandom random) {
    int least = Math.max(LEAST_SHARDS, (open + 1) / 2);
    int most = Math.min(MOST_SHARDS, 2 * open);
    int other = random.nextInt(least, most);
    return other < open ? other : other + 1;
  }

  /// Leases live 3 s here, iterators 5 s: an outage outlives both.
  private static Invention outages(SplittableRandom dice) {
    Deck<Away> aways = new Deck<>(List.of(Away.values()), dice);
    return random -> {
      Duration length = seconds(random, 6, 14);
      return new Turn(new Incident.Outage(aways.deal(), length), length.toMillis() / 1e3 + 20);
    };
  }

  private static Invention ailments(SplittableRandom dice) {
    Deck<Troubles.Trouble> troubles = new Deck<>(Troubles.all(), dice);
    return random -> {
      Troubles.Trouble trouble = troubles.deal();
      Duration length = seconds(random, 2, 6);
      double share = 0.2 + 0.1 * random.nextInt(7);
      return new Turn(
          new Incident.Ailing(
              trouble.target().service(),
              trouble.target().operation(),
              trouble.fault(),
              share,
              length,
              random.nextLong()),
          length.toMillis() / 1e3);
    };
  }

  private static Invention spikes() {
    return random -> {
      Duration length = seconds(random, 4, 10);
      return new Turn(new Incident.Spike(5, length), length.toMillis() / 1e3 + 25);
    };
  }

  private static Duration seconds(SplittableRandom random, int least, int most) {
    return Duration.ofMillis(random.nextLong(least * 1000L, most * 1000L + 1));
  }
}
