package dev.sluice.e2e.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.e2e.aws.Resources;
import dev.sluice.model.Timestamps;
import dev.sluice.window.WindowLength;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/// Events with numbers in them, put on the stream, some of them again and some days late; and what
/// their windows come to when each event is added up once.
final class SentNumbers implements AutoCloseable {
  private static final int PER_REQUEST = 500;

  private final KinesisClient kinesis = KinesisClient.create();
  private final SplittableRandom random;
  private final Instant now;
  private final List<Sent> sent = new ArrayList<>();
  private final Map<String, String> expected = new TreeMap<>();
  private final Map<String, List<BigDecimal>> numbers = new TreeMap<>();
  private int records;

  private record Sent(String device, byte[] bytes) {}

  SentNumbers(long seed, Instant now) {
    this.random = new SplittableRandom(seed);
    this.now = now;
  }

  /// Puts so many records; every fifth or so was sent before.
  void send(int count) {
    List<PutRecordsRequestEntry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Sent next =
          sent.isEmpty() || random.nextInt(5) > 0 ? fresh() : sent.get(random.nextInt(sent.size()));
      entries.add(
          PutRecordsRequestEntry.builder()
              .partitionKey(next.device())
              .data(SdkBytes.fromByteArrayUnsafe(next.bytes()))
              .build());
    }
    for (int from = 0; from < entries.size(); from += PER_REQUEST) {
      List<PutRecordsRequestEntry> some =
          entries.subList(from, Math.min(entries.size(), from + PER_REQUEST));
      int failed =
          kinesis
              .putRecords(put -> put.streamName(Resources.STREAM).records(some))
              .failedRecordCount();
      if (failed > 0) {
        throw new IllegalStateException(failed + " of " + some.size() + " records were refused");
      }
    }
    records += count;
  }

  private Sent fresh() {
    String device = "device-" + random.nextInt(50);
    Duration late =
        random.nextInt(10) == 0
            ? Duration.ofSeconds(random.nextInt(20 * 86_400))
            : Duration.ofSeconds(random.nextInt(120));
    Instant time = now.minus(late);
    boolean door = random.nextInt(3) == 0;
    String number =
        random.nextInt(20) == 0 ? "1E+100000" : random.nextInt(-40, 40) + "." + random.nextInt(10);
    if (!number.contains("E")) {
      add(door ? "door /payload/open_seconds" : "temperature /payload/temperature_c", time, number);
    }
    String text =
        "{\"id\":\"%s\",\"event_type\":\"%s\",\"device_id\":\"%s\",\"processing_timestamp\":\"%s\",\"event_details\":{\"%s\":%s}}"
            .formatted(
                new UUID(
                    random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | 1L << 63),
                door ? "door:opened" : "temperature",
                device,
                Timestamps.format(time),
                door ? "open_seconds" : "temperature_c",
                number);
    Sent fresh = new Sent(device, text.getBytes(UTF_8));
    sent.add(fresh);
    return fresh;
  }

  private void add(String field, Instant time, String number) {
    for (WindowLength length : WindowLength.values()) {
      String window = field + " " + length.text() + " " + length.start(time);
      numbers.computeIfAbsent(window, key -> new ArrayList<>()).add(new BigDecimal(number));
    }
  }

  /// Of each window: count, sum, min, max.
  Map<String, String> windows() {
    numbers.forEach((window, of) ->
        expected.put(
            window,
            text(
                of.size(),
                of.stream().reduce(BigDecimal.ZERO, BigDecimal::add),
                of.stream().reduce(BigDecimal::min).orElseThrow(),
                of.stream().reduce(BigDecimal::max).orElseThrow())));
    return expected;
  }

  static String text(long count, BigDecimal sum, BigDecimal min, BigDecimal max) {
    return "%d %s %s %s".formatted(count, plain(sum), plain(min), plain(max));
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  int records() {
    return records;
  }

  @Override
  public void close() {
    kinesis.close();
  }
}
