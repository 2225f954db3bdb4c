package dev.sluice.stream.kcl;

import dev.sluice.stream.WorkerSettings;
import dev.sluice.stream.aws.StreamClients;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.kinesis.leases.Lease;
import software.amazon.kinesis.leases.LeaseRefresher;
import software.amazon.kinesis.leases.exceptions.LeasingException;

/// Hands the leases of a worker that stops to the workers that stay, without waiting for the
/// leader: who has fewest gets the next. The library would leave the leases to run out.
///
/// Every step is conditional on the lease still being ours, so whatever anybody else does at the
/// same time wins. What fails here runs out all the same; after a failure nothing more is tried
/// shard by shard, since a lease table that is away must not hold up the end of a worker.
///
/// @see <a href="https://github.com/awslabs/amazon-kinesis-client/issues/845">KCL 845</a>
final class LeaseHandOver {
  private static final Duration REQUEST = Duration.ofSeconds(10);

  private final WorkerSettings settings;
  private final StreamClients clients;
  private final LeaseRefresher leases;
  private final String worker;
  private final InstantSource clock;
  private @Nullable Map<String, Integer> leasesByLiving;
  private boolean failed;

  /// @param worker whose leases are to be handed over
  LeaseHandOver(
      WorkerSettings settings,
      StreamClients clients,
      LeaseRefresher leases,
      String worker,
      InstantSource clock) {
    this.settings = settings;
    this.clients = clients;
    this.leases = leases;
    this.worker = worker;
    this.clock = clock;
  }

  /// One lease, of whose shard everything that will be done here is done and checkpointed.
  synchronized void give(Lease lease)
      throws InterruptedException, ExecutionException, TimeoutException, LeasingException {
    if (failed) {
      return;
    }
    failed = true;
    giveToLiving(lease);
    failed = false;
  }

  /// Every lease that is still ours in the table, be it by half.
  synchronized void giveAll()
      throws InterruptedException, ExecutionException, TimeoutException, LeasingException {
    leave();
    for (Lease lease : leases.listLeases()) {
      String heir = lease.leaseOwner();
      if (worker.equals(lease.checkpointOwner())) {
        // It was promised to the heir already, who waits for us to let go.
        leases.evictLease(lease);
      } else if (worker.equals(heir) && lease.checkpointOwner() != null) {
        // It was promised to us: it stays where it is.
        leases.assignLease(lease, lease.checkpointOwner());
      } else if (worker.equals(heir)) {
        giveToLiving(lease);
      }
    }
  }

  private void giveToLiving(Lease lease)
      throws InterruptedException, ExecutionException, TimeoutException, LeasingException {
    Map<String, Integer> living = living();
    String heir =
        living.entrySet().stream()
            .min(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
            .map(Map.Entry::getKey)
            .orElse(null);
    if (heir == null) {
      leases.evictLease(lease);
    } else if (leases.assignLease(lease, heir)) {
      living.merge(heir, 1, Integer::sum);
    }
  }

  private Map<String, Integer> living()
      throws InterruptedException, ExecutionException, TimeoutException, LeasingException {
    Map<String, Integer> known = leasesByLiving;
    if (known == null) {
      leave();
      known = lookForLiving();
      leasesByLiving = known;
    }
    return known;
  }

  /// Takes our report of being alive out of the table, or leases would be assigned to us until it
  /// is old.
  private void leave() throws InterruptedException, ExecutionException, TimeoutException {
    within(
        clients
            .dynamoDb()
            .deleteItem(b ->
                b.tableName(settings.application())
                    .key(Map.of("leaseKey", AttributeValue.fromS(worker)))));
  }

  /// Workers whose last report is recent, as the leader judges it, and how many leases they have.
  private Map<String, Integer> lookForLiving()
      throws InterruptedException, ExecutionException, TimeoutException, LeasingException {
    Instant oldest = clock.instant().minus(settings.timings().report().multipliedBy(2));
    Map<String, Integer> found = new HashMap<>();
    ScanRequest request =
        ScanRequest.builder()
            .tableName(settings.application())
            .filterExpression("entityType = :report AND lut >= :oldest")
            .expressionAttributeValues(
                Map.of(
                    ":report", AttributeValue.fromS("WORKER_METRIC_STATS"),
                    ":oldest", AttributeValue.fromN(Long.toString(oldest.getEpochSecond()))))
            .build();
    within(
        clients
            .dynamoDb()
            .scanPaginator(request)
            .items()
            .subscribe(item -> found.put(Objects.requireNonNull(item.get("leaseKey")).s(), 0)));
    found.remove(worker);
    for (Lease lease : leases.listLeases()) {
      found.computeIfPresent(String.valueOf(lease.actualOwner()), (_, count) -> count + 1);
    }
    return found;
  }

  private static <T> T within(CompletableFuture<T> answer)
      throws InterruptedException, ExecutionException, TimeoutException {
    return answer.get(REQUEST.toMillis(), TimeUnit.MILLISECONDS);
  }
}
