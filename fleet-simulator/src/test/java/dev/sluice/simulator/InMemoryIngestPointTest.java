package dev.sluice.simulator;

import java.util.List;

class InMemoryIngestPointTest extends IngestPointContractTest {
  private final InMemoryIngestPoint ingest = new InMemoryIngestPoint();

  @Override
  protected IngestPoint ingest() {
    return ingest;
  }

  /// Memory refuses nothing.
  @Override
  protected void refuseSome(int calls) {}

  @Override
  protected List<Arrived> arrived() {
    return ingest.arrived();
  }
}
