package dev.sluice.stream;

import java.time.Duration;

/// How fast the workers of an application notice each other. Shorter costs requests to the lease
/// table and false alarms when a worker stalls (a long collection of garbage, a slow table); longer
/// costs time in which the shards of a dead worker lie still.
///
/// @param leaseFailover a lease that was not renewed for so long is free to be taken; its owner
///   renews it every third of this time
/// @param assignment how often the leader hands out leases; workers look twice as often for what
///   they were given. At most half of `leaseFailover`
/// @param leaderLease how long the leader, which alone assigns leases, may be silent before another
///   worker takes over. A false alarm costs nothing: leases stay where they are
/// @param leaderHeartbeat how often the leader is heard; at most a third of `leaderLease`
/// @param shardSync how often the leader looks for shards that have no lease
/// @param dispatch how often a worker looks at its leases for work to begin or to end
/// @param drain how long, after a request to stop, a batch in work may go on before it is given up
public record KclTimings(
    Duration leaseFailover,
    Duration assignment,
    Duration leaderLease,
    Duration leaderHeartbeat,
    Duration shardSync,
    Duration dispatch,
    Duration drain) {
  /// For fleets. 10 s of failover is KCL's default: a worker may stall for 6 s, or lose two
  /// renewals in a row, without losing a lease. All else is there to lose no more time on top of
  /// it: KCL's own leader lock of 120 s would leave the leases of a dead leader unassigned for two
  /// minutes, its assignment every 20 s those of any worker. Shards appear by resharding, rarely:
  /// 60 s, KCL's default. 55 s of drain end before the 60 s that a stop may take and the 90 s that
  /// Kubernetes gives a pod.
  public static final KclTimings PRODUCTION =
      new KclTimings(
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofSeconds(60),
          Duration.ofMillis(250),
          Duration.ofSeconds(55));

  /// For a laptop and for tests, where nobody wants to wait and the lease table is near: a dead
  /// worker's shards move in about 4 s, a dead leader's in about 6 s, a split is seen in 2 s.
  public static final KclTimings LOCAL =
      new KclTimings(
          Duration.ofSeconds(3),
          Duration.ofMillis(500),
          Duration.ofSeconds(2),
          Duration.ofMillis(500),
          Duration.ofSeconds(2),
          Duration.ofMillis(100),
          Duration.ofSeconds(20));

  public KclTimings {
    Checks.atLeast("leaseFailover", leaseFailover, Duration.ofSeconds(1));
    Checks.atLeast("assignment", assignment, Duration.ofMillis(100));
    Checks.atMost("assignment", assignment, leaseFailover.dividedBy(2));
    Checks.atLeast("leaderHeartbeat", leaderHeartbeat, Duration.ofMillis(100));
    Checks.atLeast("leaderLease", leaderLease, leaderHeartbeat.multipliedBy(3));
    Checks.atLeast("shardSync", shardSync, Duration.ofSeconds(1));
    Checks.atLeast("dispatch", dispatch, Duration.ofMillis(10));
    Checks.atLeast("drain", drain, Duration.ZERO);
    Checks.atMost("drain", drain, Duration.ofSeconds(60));
  }

  /// How often workers report that they live. One that missed two reports gets no leases, so a dead
  /// one is no candidate any more when its leases run out; what a living one has it keeps.
  public Duration report() {
    return leaseFailover.dividedBy(3);
  }

  public KclTimings withDrain(Duration other) {
    return new KclTimings(
        leaseFailover, assignment, leaderLease, leaderHeartbeat, shardSync, dispatch, other);
  }
}
