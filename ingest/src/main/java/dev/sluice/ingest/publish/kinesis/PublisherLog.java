package dev.sluice.ingest.publish.kinesis;

import dev.sluice.ingest.publish.outbox.Answer;
import dev.sluice.ingest.publish.outbox.Answer.Answered;
import dev.sluice.ingest.publish.outbox.Answer.Refused;
import dev.sluice.ingest.publish.outbox.Answer.Unanswered;
import dev.sluice.ingest.publish.outbox.Call;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says when calls begin to fail and when they succeed again; of an outage ever more rarely.
///
/// @param next also hears it all
record PublisherLog(
    String stream, AtomicInteger failures, AtomicBoolean isShardsToldOf, PublisherListener next)
    implements PublisherListener {
  private static final Logger LOG = LoggerFactory.getLogger(PublisherLog.class);

  static PublisherLog of(String stream, PublisherListener next) {
    return new PublisherLog(stream, new AtomicInteger(), new AtomicBoolean(), next);
  }

  @Override
  public void answered(Call call, Answer answer, Duration took) {
    switch (answer) {
      case Answered _ -> {
        int before = failures.getAndSet(0);
        if (before > 0) {
          LOG.info("stream {} answers again, after {} calls that failed", stream, before);
        }
      }
      case Unanswered(String code, Exception cause) -> {
        int count = failures.incrementAndGet();
        if (count == 1) {
          LOG.warn("stream {}: a call failed: {}", stream, code, cause);
        } else if (Integer.bitCount(count) == 1) {
          LOG.warn("stream {}: {} calls failed in a row, now {}", stream, count, code);
        }
      }
      case Refused(String code, Exception cause) ->
          LOG.error("stream {} refuses {} entries: {}", stream, call.entries(), code, cause);
    }
    next.answered(call, answer, took);
  }

  @Override
  public void settled(Duration waited, boolean isAcknowledged) {
    next.settled(waited, isAcknowledged);
  }

  @Override
  public void shardsUnknown(RuntimeException cause) {
    if (isShardsToldOf.compareAndSet(false, true)) {
      LOG.warn(
          "stream {} does not tell its shards (kinesis:ListShards); while one of them has no room,"
              + " all of it pauses",
          stream,
          cause);
    }
    next.shardsUnknown(cause);
  }
}
