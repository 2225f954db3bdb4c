package dev.sluice.e2e.bench;

import dev.sluice.simulator.Acknowledgement;
import dev.sluice.simulator.IngestPoint;
import dev.sluice.simulator.OutgoingRecord;
import java.util.List;

/// Shows a probe some of what it sends.
record ProbedIngestPoint(IngestPoint ingest, ReadabilityProbe probe) implements IngestPoint {

  @Override
  public List<Acknowledgement> send(List<OutgoingRecord> records) throws InterruptedException {
    long put = System.nanoTime();
    List<Acknowledgement> acknowledgements = ingest.send(records);
    probe.sent(records.getLast(), put);
    return acknowledgements;
  }

  @Override
  public void close() {
    ingest.close();
  }
}
