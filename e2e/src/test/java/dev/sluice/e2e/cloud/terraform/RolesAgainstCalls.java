package dev.sluice.e2e.cloud.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.World;
import dev.sluice.local.faults.OperationLog.Operation;
import dev.sluice.local.faults.Service;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Holds the roles that Terraform makes against the calls of a run: the local stack's own log of
/// them all, and what each service counted of its own. The Kinesis Client Library counts nothing,
/// so its calls are those in the log that nobody counted.
public final class RolesAgainstCalls {
  private static final Set<String> WORKERS = Set.of("consumer", "archiver");

  /// What makes streams, tables and queues here and sends and looks up events, none of it a
  /// service.
  private static final Set<String> OF_THE_TEST =
      Set.of(
          "CreateBucket",
          "CreateQueue",
          "CreateStream",
          "CreateTable",
          "DeleteTable",
          "DescribeStream",
          "ListBuckets",
          "ListTables",
          "SendMessage",
          "SendMessageBatch",
          "UpdateTimeToLive");

  /// Rights that a run need not come to use, and when they are.
  private static final Map<String, Set<String>> SELDOM =
      Map.of(
          "consumer",
          Set.of(
              // a device falls silent
              "dynamodb:ConditionCheckItem",
              // a claim whose event the store refuses; a worker that stops
              "dynamodb:DeleteItem"),
          "archiver",
          Set.of(
              // a worker that stops
              "dynamodb:DeleteItem",
              // never called: without it S3 says 403 of what is not there
              "s3:ListBucket"),
          "ingest",
          Set.of(
              // somebody asks what became of a submission
              "dynamodb:BatchGetItem",
              // the stream takes longer than a message stays hidden
              "sqs:ChangeMessageVisibility"));

  private RolesAgainstCalls() {}

  /// Fails on a call that no role allows, and on a right that no call needed.
  public static void check(World world) throws IOException {
    SortedMap<String, SortedSet<String>> roles = Rights.documented();
    SortedMap<String, SortedSet<Operation>> counted = new TreeMap<>();
    world.metrics().forEach((service, metrics) -> counted.put(service, calls(metrics)));
    Set<Operation> logged = world.stack().orElseThrow().operations().counts().keySet();
    assertThat(logged).as("what was counted was called").containsAll(all(counted));

    SortedSet<Operation> ofTheLibrary = new TreeSet<>(logged);
    ofTheLibrary.removeAll(all(counted));
    ofTheLibrary.removeIf(call -> OF_THE_TEST.contains(call.name()));

    SortedMap<String, SortedSet<Operation>> missing = new TreeMap<>();
    SortedMap<String, SortedSet<String>> unneeded = new TreeMap<>();
    counted.forEach((service, calls) -> {
      SortedSet<String> role = roles.getOrDefault(service, new TreeSet<>());
      SortedSet<Operation> own = new TreeSet<>(calls);
      if (WORKERS.contains(service)) {
        own.addAll(ofTheLibrary);
      }
      missing.put(service, Use.of(role, own).missing());
      if (WORKERS.contains(service)) {
        own.addAll(logged); // the library also calls what others call
      }
      unneeded.put(service, unneeded(service, Use.of(role, own)));
    });
    missing.values().removeIf(Set::isEmpty);
    unneeded.values().removeIf(Set::isEmpty);
    assertThat(missing)
        .as("calls that a service may not make; rights without use %s", unneeded)
        .isEmpty();
    assertThat(unneeded).as("rights that a service does not use").isEmpty();
  }

  private static SortedSet<String> unneeded(String service, Use use) {
    SortedSet<String> extra = new TreeSet<>(use.extra());
    extra.removeAll(SELDOM.getOrDefault(service, Set.of()));
    extra.remove("cloudwatch:PutMetricData"); // with SLUICE_CLOUDWATCH=true
    extra.removeIf(action -> action.startsWith("kms:")); // not called, but asked for by others
    return extra;
  }

  private static SortedSet<Operation> all(Map<String, SortedSet<Operation>> counted) {
    return counted.values().stream()
        .flatMap(Set::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static SortedSet<Operation> calls(MeterRegistry metrics) {
    return metrics.find("sluice.aws.calls").timers().stream()
        .filter(timer -> timer.count() > 0)
        .map(RolesAgainstCalls::operation)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Operation operation(Timer timer) {
    String service = timer.getId().getTag("service");
    String operation = timer.getId().getTag("operation");
    if (service == null || operation == null) {
      throw new IllegalStateException(timer.getId() + " lacks service or operation");
    }
    return new Operation(Service.valueOf(service.toUpperCase(Locale.ROOT)), operation);
  }
}
