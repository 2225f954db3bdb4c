package dev.sluice.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every ingest point promises, with and without refusals on the other side.
public abstract class IngestPointContractTest {

  /// The ingest point under test, on an empty stream.
  protected abstract IngestPoint ingest();

  /// Makes the other side refuse about half of the entries of the next calls.
  protected abstract void refuseSome(int calls);

  /// Everything on the stream as `shard sequence-number key bytes`, each shard in order.
  protected abstract List<Arrived> arrived();

  /// One record as it lies on the stream.
  public record Arrived(String shardId, String sequenceNumber, String partitionKey, String text) {}

  @Test
  void everyRecordArrivesWhereItsAcknowledgementSays() throws InterruptedException {
    List<OutgoingRecord> records = records(1_200, 100);
    assertAllArrived(records, ingest().send(records));
  }

  @Test
  void refusedRecordsAreSentAgainAndKeysKeepTheirOrder() throws InterruptedException {
    refuseSome(8);
    List<OutgoingRecord> records = records(900, 40);
    assertAllArrived(records, ingest().send(records));
  }

  @Test
  void nothingToSendIsNothingSent() throws InterruptedException {
    assertThat(ingest().send(List.of())).isEmpty();
    assertThat(arrived()).isEmpty();
  }

  @Test
  void largeRecordsAreSplitIntoSeveralCalls() throws InterruptedException {
    List<OutgoingRecord> records = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      records.add(record("device-" + i, i + "x".repeat(700_000)));
    }
    assertAllArrived(records, ingest().send(records));
  }

  private void assertAllArrived(
      List<OutgoingRecord> records, List<Acknowledgement> acknowledgements) {
    assertThat(acknowledgements).hasSameSizeAs(records);
    List<Arrived> expected = new ArrayList<>();
    Map<String, List<BigInteger>> sequences = new HashMap<>();
    for (int i = 0; i < records.size(); i++) {
      Acknowledgement at = acknowledgements.get(i);
      OutgoingRecord sent = records.get(i);
      assertThat(at.perhapsTwice()).isFalse();
      expected.add(new Arrived(at.shardId(), at.sequenceNumber(), sent.partitionKey(), text(sent)));
      sequences
          .computeIfAbsent(sent.partitionKey(), key -> new ArrayList<>())
          .add(new BigInteger(at.sequenceNumber()));
    }
    assertThat(arrived()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(sequences.values()).allSatisfy(ofKey -> assertThat(ofKey).isSorted());
  }

  private static List<OutgoingRecord> records(int count, int keys) {
    List<OutgoingRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(record("device-" + i % keys, "event " + i));
    }
    return records;
  }

  protected static OutgoingRecord record(String key, String text) {
    return new OutgoingRecord(key, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(OutgoingRecord record) {
    return new String(record.bytes(), StandardCharsets.UTF_8);
  }
}
