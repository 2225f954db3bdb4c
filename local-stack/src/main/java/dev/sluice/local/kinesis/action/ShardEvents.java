package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.stream.Shard;
import dev.sluice.local.kinesis.stream.ShardRead;
import dev.sluice.local.kinesis.stream.Stream;
import dev.sluice.local.kinesis.stream.Subscriptions;
import dev.sluice.local.kinesis.wire.Reply;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/// The events of one subscription: records as they arrive, an empty event every five seconds
/// without any, the children at the shard's end. Ends with the subscription's life or when another
/// subscriber takes over.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SubscribeToShardEvent.html>
final class ShardEvents implements EventSource {

  /// What is subscribed to, and the time by which the life of a subscription is measured.
  record Source(Stream stream, Shard shard, Clock clock) {}

  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final Duration CHECK_PERIOD = Duration.ofMillis(250);
  private static final int MAX_RECORDS = 1_000;
  private static final long MAX_BYTES = 1 << 20;

  private final Source source;
  private final Subscriptions subscriptions;
  private final Subscriptions.Ticket ticket;
  private final Duration life;
  private long nextOrdinal;
  private boolean ended;

  ShardEvents(
      Source source,
      Subscriptions subscriptions,
      Subscriptions.Ticket ticket,
      Duration life,
      long nextOrdinal) {
    this.source = source;
    this.subscriptions = subscriptions;
    this.ticket = ticket;
    this.life = life;
    this.nextOrdinal = nextOrdinal;
  }

  @Override
  public String eventType() {
    return "SubscribeToShardEvent";
  }

  @Override
  public boolean next(Reply event) throws IOException, InterruptedException {
    if (ended || !awaitReadable()) {
      return false;
    }
    ShardRead read =
        source.shard().read(nextOrdinal, MAX_RECORDS, MAX_BYTES, source.clock().millis());
    nextOrdinal = read.nextOrdinal();
    ended = read.atEnd();
    write(event, read);
    return true;
  }

  /// `false` when the subscription is over; `true` when there is something to send, if only a
  /// heartbeat.
  private boolean awaitReadable() throws InterruptedException {
    long heartbeatNanos = System.nanoTime() + HEARTBEAT.toNanos();
    while (isAlive()) {
      if (source.shard().awaitReadable(nextOrdinal, CHECK_PERIOD)
          || System.nanoTime() >= heartbeatNanos) {
        return true;
      }
    }
    return false;
  }

  private boolean isAlive() {
    return subscriptions.isHeld(ticket)
        && source.clock().millis() - ticket.startedMillis() < life.toMillis();
  }

  private void write(Reply event, ShardRead read) throws IOException {
    Shard shard = source.shard();
    event.object(
        RecordJson.expectedBytes(read.records()),
        json -> {
          new RecordJson(event, shard).write(json, read.records());
          json.writeNumberField("MillisBehindLatest", read.millisBehindLatest());
          if (read.atEnd()) {
            ShardJson.writeChildren(json, source.stream().childrenOf(shard));
          } else {
            json.writeStringField(
                "ContinuationSequenceNumber",
                shard.continuationBefore(read.nextOrdinal()).toString());
          }
        });
  }
}
