package dev.sluice.ingest.udp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.publish.StreamEntry;
import dev.sluice.model.RejectReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class DatagramDecoderTest {
  private static final Instant NOW = Instant.parse("2026-03-05T01:49:51.260Z");
  private static final String ADAPTER = Sends.adapterEvent("d1", NOW, 1);
  private static final String NAMED =
      """
      {"event_uuid":"00000000-0000-0007-0000-000000000002","event_name":"account:created",\
      "created_at":%d,"device_id":"d2","plan":"free"}\
      """
          .formatted(NOW.getEpochSecond());
  private static final String CLOUD =
      """
      {"specversion":"1.0","id":"a","source":"s","type":"t","subject":"d3","time":"%s","data":{}}\
      """
          .formatted(NOW);

  private final DatagramDecoder decoder = new DatagramDecoder(Sends.JUDGE);

  @Test
  void linesOfEveryEnvelopeBecomeEntriesOfTheirOwnBytesUnderTheirDevice() {
    DatagramDecoder.Contents contents = decode(ADAPTER + "\n" + NAMED + "\r\n\n" + CLOUD + "\n");
    assertThat(contents.refusals()).isEmpty();
    assertThat(contents.entries())
        .extracting(StreamEntry::partitionKey)
        .containsExactly("d1", "d2", "d3");
    assertThat(contents.entries())
        .extracting(entry -> Sends.text(entry.bytes()).strip())
        .containsExactly(ADAPTER, NAMED, CLOUD);
  }

  @Test
  void aBadLineIsRefusedAndItsNeighboursAreNot() {
    DatagramDecoder.Contents contents = decode("nonsense\n" + ADAPTER + "\n[1]\n{}");
    assertThat(contents.entries()).hasSize(1);
    assertThat(contents.refusals())
        .containsExactly(
            RejectReason.NOT_JSON, RejectReason.WRONG_ROOT, RejectReason.UNKNOWN_ENVELOPE);
  }

  @Test
  void whatTheConsumerWouldRefuseIsRefusedHere() {
    Instant late = NOW.minus(Duration.ofDays(40));
    assertThat(decode(Sends.adapterEvent("d1", late, 1)).refusals())
        .containsExactly(RejectReason.EVENT_TIME_OUT_OF_RANGE);
    assertThat(decode(Sends.adapterEvent("two words", NOW, 1)).refusals())
        .containsExactly(RejectReason.MALFORMED_MEMBER);
  }

  @Test
  void anEventWithoutADeviceIsRefusedForADatagramHasNoPartitionKey() {
    assertThat(decode(NAMED.replace("\"device_id\":\"d2\",", "")).refusals())
        .containsExactly(RejectReason.MISSING_MEMBER);
  }

  @Test
  void gzipIsTakenAndABombIsNot() throws IOException {
    assertThat(decoder.decode(gzip(Sends.bytes(ADAPTER + "\n" + CLOUD)), NOW).entries()).hasSize(2);
    assertThat(decoder.decode(gzip(new byte[4 << 20]), NOW).refusals())
        .containsExactly(RejectReason.RECORD_TOO_LARGE);
  }

  @Test
  void anEmptyDatagramIsRefused() {
    assertThat(decode("").refusals()).containsExactly(RejectReason.NOT_JSON);
  }

  private DatagramDecoder.Contents decode(String text) {
    return decoder.decode(Sends.bytes(text), NOW);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(bytes);
    }
    return zipped.toByteArray();
  }
}
