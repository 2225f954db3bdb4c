package dev.sluice.e2e.worker;

import dev.sluice.e2e.guarantee.TraceEntry;
import dev.sluice.stream.RecordBatch;
import dev.sluice.stream.ShardProcessor;
import dev.sluice.stream.ShardReleased;
import dev.sluice.stream.StreamRecord;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/// Notes where the batches of a session begin and end.
final class TracedProcessor implements ShardProcessor {
  private final ShardProcessor processor;
  private final TracedSession session;
  private boolean done;

  TracedProcessor(ShardProcessor processor, TracedSession session) {
    this.processor = processor;
    this.session = session;
  }

  @Override
  public void process(RecordBatch batch) throws ShardReleased, InterruptedException {
    if (done) {
      // another batch comes only when the checkpoint of the last is noted
      session.meet(FaultPoint.AFTER_CHECKPOINT);
      done = false;
    }
    BigInteger first = sequence(batch.records().getFirst());
    BigInteger last = sequence(batch.last());
    int records = batch.records().size();
    session.note((now, name) -> new TraceEntry.BatchBegun(now, name, first, last, records));
    processor.process(batch);
    session.note((now, name) -> new TraceEntry.BatchDone(now, name, last));
    session.meet(FaultPoint.BEFORE_CHECKPOINT);
    done = true;
  }

  @Override
  public void idle(Duration behindLatest, Instant readAt)
      throws ShardReleased, InterruptedException {
    processor.idle(behindLatest, readAt);
  }

  private static BigInteger sequence(StreamRecord record) {
    return new BigInteger(record.sequenceNumber());
  }

  @Override
  public void close() {
    processor.close();
    session.note(TraceEntry.Closed::new);
  }
}
