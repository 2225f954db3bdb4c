package dev.sluice.simulator;

import java.util.List;

/// Where devices deliver their records. The port of the simulator; Kinesis is one adapter.
///
/// Not thread-safe: one sender owns an ingest point, which is what keeps a device's records in
/// order.
public interface IngestPoint extends AutoCloseable {

  /// Delivers the records, those of one partition key in the order given, and returns when all are
  /// accepted. Blocks while the other side throttles or is down; never drops a record.
  ///
  /// @return one acknowledgement a record, in the same order
  /// @throws IngestRefusedException if the other side refuses for good: trying again cannot help
  /// @throws InterruptedException if interrupted; which records arrived is then unknown
  List<Acknowledgement> send(List<OutgoingRecord> records) throws InterruptedException;

  @Override
  void close();
}
