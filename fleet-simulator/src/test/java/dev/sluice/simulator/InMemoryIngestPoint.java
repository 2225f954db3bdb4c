package dev.sluice.simulator;

import dev.sluice.simulator.IngestPointContractTest.Arrived;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// An ingest point of two shards in memory, which can be told to hold or to refuse for good.
final class InMemoryIngestPoint implements IngestPoint {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition released = lock.newCondition();
  private final List<Arrived> arrived = new ArrayList<>();
  private final List<Integer> batches = new ArrayList<>();
  private boolean held;
  private boolean refusing;

  @Override
  public List<Acknowledgement> send(List<OutgoingRecord> records) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (held) {
        released.await();
      }
      if (refusing) {
        throw new IngestRefusedException("no stream", new IllegalStateException("gone"));
      }
      batches.add(records.size());
      return records.stream().map(this::take).toList();
    } finally {
      lock.unlock();
    }
  }

  private Acknowledgement take(OutgoingRecord record) {
    Acknowledgement at =
        Acknowledgement.at(
            "shardId-00000000000" + Math.floorMod(record.partitionKey().hashCode(), 2),
            String.valueOf(arrived.size()),
            false);
    arrived.add(
        new Arrived(
            at.shardId(),
            at.sequenceNumber(),
            record.partitionKey(),
            new String(record.bytes(), StandardCharsets.UTF_8)));
    return at;
  }

  void hold() {
    locked(() -> held = true);
  }

  void release() {
    locked(() -> {
      held = false;
      released.signalAll();
    });
  }

  void refuse() {
    locked(() -> refusing = true);
  }

  private void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }

  List<Arrived> arrived() {
    lock.lock();
    try {
      return List.copyOf(arrived);
    } finally {
      lock.unlock();
    }
  }

  List<Integer> batches() {
    lock.lock();
    try {
      return List.copyOf(batches);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {}
}
