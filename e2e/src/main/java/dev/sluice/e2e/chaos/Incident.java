package dev.sluice.e2e.chaos;

import dev.sluice.e2e.worker.FaultPoint;
import dev.sluice.local.faults.Fault;
import dev.sluice.local.faults.Service;
import java.time.Duration;
import java.util.Locale;

/// One thing that goes wrong, or at least changes, while events flow. A draw chooses among what is
/// there when it happens: the plan does not know which worker lives then.
public sealed interface Incident {

  /// `kill -9`.
  record WorkerKilled(int draw) implements Incident {}

  /// `kill -9` of the worker that assigns the leases.
  record LeaderKilled() implements Incident {}

  /// SIGSTOP, until long after the leases have run out, then SIGCONT: for a while two workers take
  /// a shard for theirs.
  record WorkerFrozen(int draw, Duration length) implements Incident {}

  /// SIGTERM: the worker drains and gives its leases back.
  record WorkerTerminated(int draw) implements Incident {}

  /// The process halts between two steps of a batch.
  ///
  /// @param times how often it meets the point first
  record WorkerCrashed(int draw, FaultPoint point, int times) implements Incident {}

  /// SIGTERM to every worker, one after the other, each replaced before the next.
  record RollingRestart() implements Incident {}

  record ShardSplit(int draw) implements Incident {}

  /// Of two neighbours.
  record ShardsMerged(int draw) implements Incident {}

  record ShardCountUpdated(int shards) implements Incident {}

  /// A share of the calls of one operation goes wrong for a while.
  ///
  /// @param seed decides which
  record Ailing(
      Service service, String operation, Fault fault, double share, Duration length, long seed)
      implements Incident {}

  /// A service does not answer at all for a while.
  record Outage(Away away, Duration length) implements Incident {}

  /// More traffic for a while.
  record Spike(int factor, Duration length) implements Incident {}

  /// What can be away.
  enum Away {
    DYNAMODB("DynamoDB is away", Service.DYNAMODB, "*"),
    S3("S3 is away", Service.S3, "*"),
    KINESIS_READS("Kinesis gives no records", Service.KINESIS, "GetRecords");

    private final String text;
    private final Service service;
    private final String operation;

    Away(String text, Service service, String operation) {
      this.text = text;
      this.service = service;
      this.operation = operation;
    }

    public Service service() {
      return service;
    }

    public String operation() {
      return operation;
    }
  }

  /// How long it lasts by itself; zero for what happens at once.
  default Duration length() {
    return switch (this) {
      case WorkerFrozen frozen -> frozen.length;
      case Ailing ailing -> ailing.length;
      case Outage outage -> outage.length;
      case Spike spike -> spike.length;
      case WorkerKilled _,
          LeaderKilled _,
          WorkerTerminated _,
          WorkerCrashed _,
          RollingRestart _,
          ShardSplit _,
          ShardsMerged _,
          ShardCountUpdated _ ->
          Duration.ZERO;
    };
  }

  /// A line of the plan.
  default String text() {
    return switch (this) {
      case WorkerKilled _ -> "kill -9 a worker";
      case LeaderKilled _ -> "kill -9 the leader";
      case WorkerFrozen _ -> "freeze a worker" + forItsLength();
      case WorkerTerminated _ -> "SIGTERM a worker";
      case WorkerCrashed crash ->
          "crash a worker at " + crash.point + (crash.times == 1 ? "" : ", time " + crash.times);
      case RollingRestart _ -> "restart every worker in turn";
      case ShardSplit _ -> "split a shard";
      case ShardsMerged _ -> "merge two shards";
      case ShardCountUpdated update -> "update the shard count to " + update.shards;
      case Ailing ailing ->
          "%s %s: %s of %.0f %% of calls%s"
              .formatted(
                  ailing.service,
                  ailing.operation,
                  name(ailing.fault),
                  ailing.share * 100,
                  forItsLength());
      case Outage outage -> outage.away.text + forItsLength();
      case Spike spike -> spike.factor + " times the traffic" + forItsLength();
    };
  }

  private String forItsLength() {
    return String.format(Locale.ROOT, " for %.1f s", length().toMillis() / 1e3);
  }

  private static String name(Fault fault) {
    return switch (fault) {
      case Fault.Throttled _ -> "throttling";
      case Fault.ServerError(int status) -> "error " + status;
      case Fault.Delayed(Duration delay) -> "a delay of " + delay.toMillis() + " ms";
      case Fault.ConnectionCut _ -> "a cut connection";
      case Fault.AppliedButCut _ -> "a cut after the effect";
      case Fault.PartialFailure _ -> "a partial failure";
      case Fault.CredentialsExpired _ -> "expired credentials";
      case Fault.AccessDenied _ -> "denied access";
    };
  }
}
