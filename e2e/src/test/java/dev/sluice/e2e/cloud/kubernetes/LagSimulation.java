package dev.sluice.e2e.cloud.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubernetes.client.custom.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// An autoscaler on the lag of shards, second by second, by the rules of Kubernetes: a look each 15
/// s, a tolerance of a tenth, windows of stabilisation, so many pods a period. Each shard brings
/// `rate` of what one worker can do; the lag is the worst shard's, and CloudWatch shows it late;
/// after a change of the fleet nobody reads until leases have moved. The same input is the same
/// run.
final class LagSimulation {
  private static final int SHOWN_AFTER = 120;
  private static final int LEASES_MOVE = 20;
  private static final int LOOK_EVERY = 15;
  private static final double TOLERANCE = 0.1;

  /// What is written in a HorizontalPodAutoscaler.
  ///
  /// @param targetSeconds of lag for each replica
  /// @param cpu share of it that is aimed at; 0 without
  record Numbers(
      int least, int most, double targetSeconds, double cpu, Direction up, Direction down) {
    static Numbers of(JsonNode spec) {
      JsonNode lag = spec.at("/metrics/0/external/target/averageValue");
      return new Numbers(
          spec.path("minReplicas").asInt(),
          spec.path("maxReplicas").asInt(),
          Quantity.fromString(lag.asText()).getNumber().doubleValue() / 1000,
          spec.at("/metrics/1/resource/target/averageUtilization").asDouble() / 100,
          Direction.of(spec.at("/behavior/scaleUp")),
          Direction.of(spec.at("/behavior/scaleDown")));
    }

    Numbers onLagAlone() {
      return new Numbers(least, most, targetSeconds, 0, up, down);
    }
  }

  /// @param pods at most so many within a period
  record Direction(int window, int pods, int period) {
    static Direction of(JsonNode written) {
      return new Direction(
          written.path("stabilizationWindowSeconds").asInt(),
          written.at("/policies/0/value").asInt(),
          written.at("/policies/0/periodSeconds").asInt());
    }
  }

  /// @param changes how often the number of replicas changed
  /// @param worstLag seconds
  /// @param settled the least and the most replicas in the second half
  record Outcome(int changes, double worstLag, int settledLeast, int settledMost) {}

  private record Wish(int second, int replicas) {}

  private final Numbers numbers;
  private final double rate;
  private final double[] backlog;
  private final List<Double> lags = new ArrayList<>();
  private final List<Wish> wishes = new ArrayList<>();
  private final List<Integer> fleet = new ArrayList<>();
  private final List<Wish> changes = new ArrayList<>();
  private int replicas;
  private int pause;

  private LagSimulation(Numbers numbers, double rate, int shards) {
    this.numbers = numbers;
    this.rate = rate;
    this.backlog = new double[shards];
    this.replicas = numbers.least();
  }

  static Outcome run(Numbers numbers, double rate, int shards, int hours) {
    LagSimulation simulation = new LagSimulation(numbers, rate, shards);
    for (int second = 0; second < hours * 3600; second++) {
      double work = simulation.serve();
      if (second % LOOK_EVERY == 0) {
        simulation.look(second, work);
      }
    }
    return simulation.outcome();
  }

  /// @return what was done in this second, in units of what a worker can do
  private double serve() {
    double work = 0;
    for (int shard = 0; shard < backlog.length; shard++) {
      int owner = shard % replicas;
      long shared = IntStream.range(0, backlog.length).filter(s -> s % replicas == owner).count();
      double done = pause > 0 ? 0 : Math.min(1.0 / shared, backlog[shard] + rate);
      work += done;
      backlog[shard] += rate - done;
    }
    pause--;
    lags.add(Arrays.stream(backlog).max().orElse(0) / rate);
    fleet.add(replicas);
    return work;
  }

  private void look(int second, double work) {
    double lag = lags.get(Math.max(0, second - SHOWN_AFTER));
    int wanted = wanted(lag / numbers.targetSeconds());
    if (numbers.cpu() > 0) {
      wanted = Math.max(wanted, wanted(work / numbers.cpu()));
    }
    int bounded = Math.clamp(wanted, numbers.least(), numbers.most());
    wishes.add(new Wish(second, bounded));
    int least = since(second, numbers.up().window()).min().orElse(bounded);
    int most = since(second, numbers.down().window()).max().orElse(bounded);
    if (least > replicas) {
      change(second, Math.min(least, replicas + allowed(second, numbers.up())));
    } else if (most < replicas) {
      change(second, Math.max(most, replicas - allowed(second, numbers.down())));
    }
  }

  /// For an average: the total over the target, unless that is about what there is.
  private int wanted(double totalOverTarget) {
    double ratio = totalOverTarget / replicas;
    return Math.abs(ratio - 1) > TOLERANCE ? (int) Math.ceil(totalOverTarget) : replicas;
  }

  private IntStream since(int second, int window) {
    return wishes.stream().filter(wish -> wish.second() > second - window).mapToInt(Wish::replicas);
  }

  private int allowed(int second, Direction direction) {
    int moved =
        changes.stream()
            .filter(change -> change.second() > second - direction.period())
            .mapToInt(Wish::replicas)
            .filter(step -> step > 0 == (direction == numbers.up()))
            .map(Math::abs)
            .sum();
    return Math.max(0, direction.pods() - moved);
  }

  private void change(int second, int to) {
    if (to != replicas) {
      changes.add(new Wish(second, to - replicas));
      replicas = to;
      pause = LEASES_MOVE;
    }
  }

  private Outcome outcome() {
    List<Integer> settled = fleet.subList(fleet.size() / 2, fleet.size());
    return new Outcome(
        changes.size(),
        lags.stream().mapToDouble(Double::doubleValue).max().orElse(0),
        settled.stream().mapToInt(Integer::intValue).min().orElse(0),
        settled.stream().mapToInt(Integer::intValue).max().orElse(0));
  }
}
