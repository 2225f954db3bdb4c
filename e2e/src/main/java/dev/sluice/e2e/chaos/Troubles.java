package dev.sluice.e2e.chaos;

import dev.sluice.local.faults.Fault;
import dev.sluice.local.faults.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Every way in which a call to AWS fails for a passing reason, for every operation that the
/// pipeline and the Kinesis Client Library under it rely on.
public final class Troubles {
  /// An operation of a service.
  public record Target(Service service, String operation) {}

  /// An operation and what goes wrong with it.
  public record Trouble(Target target, Fault fault) {}

  /// Claims and states, events, claims read back, leases and checkpoints, dead letters, reads,
  /// shards, and the sender's own puts.
  public static final List<Target> TARGETS =
      List.of(
          new Target(Service.DYNAMODB, "BatchExecuteStatement"),
          new Target(Service.DYNAMODB, "BatchWriteItem"),
          new Target(Service.DYNAMODB, "BatchGetItem"),
          new Target(Service.DYNAMODB, "UpdateItem"),
          new Target(Service.DYNAMODB, "Scan"),
          new Target(Service.S3, "PutObject"),
          new Target(Service.KINESIS, "GetRecords"),
          new Target(Service.KINESIS, "ListShards"),
          new Target(Service.KINESIS, "PutRecords"));

  /// Of one item and of the request, by error and by silence, before the effect and after it.
  public static final List<Fault> FAULTS =
      List.of(
          new Fault.Throttled(),
          new Fault.PartialFailure(0.4),
          new Fault.ServerError(500),
          new Fault.ServerError(503),
          new Fault.AppliedButCut(),
          new Fault.ConnectionCut(),
          new Fault.CredentialsExpired(),
          new Fault.Delayed(Duration.ofMillis(1500)));

  private Troubles() {}

  /// Each with each.
  public static List<Trouble> all() {
    List<Trouble> all = new ArrayList<>();
    for (Target target : TARGETS) {
      for (Fault fault : FAULTS) {
        all.add(new Trouble(target, fault));
      }
    }
    return all;
  }
}
