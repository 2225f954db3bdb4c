package dev.sluice.local.dynamodb;

import dev.sluice.local.changes.ChangeSink;
import dev.sluice.local.changes.Delivery;
import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.OperationLog;
import dev.sluice.local.faults.Service;
import dev.sluice.local.http.FaultHandler;
import dev.sluice.local.http.LoopbackServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/// AWS's DynamoDB Local in this JVM, on 127.0.0.1, with time to live that works.
///
/// In memory unless given a directory. What bounds its memory: items live as long as their time to
/// live; nothing is remembered of what was swept.
public final class LocalDynamoDb implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalDynamoDb.class);

  /// A sweep rests so many times as long as it has read: it takes a twentieth of the store at most.
  private static final int REST_FROM_READING = 19;

  /// And so many times as long as it has deleted: enough for as many items to expire as are written
  /// at a moderate rate.
  private static final int REST_FROM_DELETING = 3;

  private final LoopbackServer server;
  private final RepairedTables tables;
  private final TtlSweeper sweeper;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Forwarding forwarding;
  private final Thread sweeping;

  private LocalDynamoDb(
      LoopbackServer server,
      RepairedTables tables,
      Forwarding forwarding,
      DynamoDbOptions options) {
    this.server = server;
    this.tables = tables;
    this.forwarding = forwarding;
    this.sweeper = new TtlSweeper(tables.tables, options.clock());
    this.sweeping =
        Thread.ofVirtual().name("ttl-sweeper").start(() -> sweepEvery(options.sweepPeriod()));
  }

  /// Starts it and returns once it answers.
  ///
  /// @throws dev.sluice.local.http.PortTakenException when the port is in use
  public static LocalDynamoDb start(
      DynamoDbOptions options, Faults faults, OperationLog operations) {
    LoopbackServer server =
        LoopbackServer.bind(Service.DYNAMODB, options.port(), LoopbackServer.Threads.POOLED);
    RepairedTables tables =
        new RepairedTables(
            options
                .directory()
                .map(directory -> new SweepingDbAccess(databaseFile(directory)))
                .orElseGet(SweepingDbAccess::new));
    Forwarding forwarding = new Forwarding(tables);
    DynamoDbRefusals refusals = new DynamoDbRefusals();
    server.serve(
        new FaultHandler(
            Service.DYNAMODB,
            refusals,
            faults,
            operations,
            new StreamingDestinations(
                refusals, forwarding, new LocalDynamoDBServerHandler(tables, null))));
    return new LocalDynamoDb(server, tables, forwarding, options);
  }

  private static Path databaseFile(Path directory) {
    try {
      return Files.createDirectories(directory).resolve("dynamodb.db");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + directory, e);
    }
  }

  public URI endpoint() {
    return server.endpoint();
  }

  /// Deletes now, and at full speed, what has expired; the background sweep goes on by itself.
  ///
  /// @return how many items were deleted
  public int deleteExpired() {
    return sweeper.sweep((reading, deleting) -> true);
  }

  /// How many items of the table have expired and were deleted, since the start.
  public long expired(String table) {
    return sweeper.deleted(table);
  }

  /// Ends the background sweep: what expires from now on stays.
  public void endSweeps() {
    closing.countDown();
    try {
      sweeping.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Gives the change streams of this DynamoDB a Kinesis to go to, for [#forwardChanges] and for
  /// the call `EnableKinesisStreamingDestination`.
  public void forwardTo(ChangeSink sink, Delivery delivery) {
    forwarding.to(sink, delivery);
  }

  /// Puts each change of the table on a Kinesis stream from now on. The table may be made later.
  ///
  /// @throws IllegalStateException when the table's changes are forwarded already, or before
  ///   [#forwardTo]
  public void forwardChanges(String table, String stream) {
    forwarding.enable(table, stream);
  }

  /// Ends by the latch and never by an interrupt, which DynamoDB Local swallows.
  private void sweepEvery(Duration period) {
    while (!closesWithin(period)) {
      try {
        sweeper.sweep((reading, deleting) -> !closesWithin(rest(reading, deleting)));
      } catch (RuntimeException e) {
        LOG.warn("the sweep for expired items failed and is tried again in {}", period, e);
      }
    }
  }

  private static Duration rest(Duration reading, Duration deleting) {
    return reading.multipliedBy(REST_FROM_READING).plus(deleting.multipliedBy(REST_FROM_DELETING));
  }

  private boolean closesWithin(Duration time) {
    try {
      return closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    endSweeps();
    server.close();
    forwarding.close();
    tables.shutdown();
  }
}
