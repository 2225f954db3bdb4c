package dev.sluice.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.alert.Alert;
import dev.sluice.alert.AlertState;
import dev.sluice.model.Event;
import dev.sluice.model.Source;
import dev.sluice.window.WindowLength;
import dev.sluice.window.WindowTotals;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeedPartsTest {
  private static final Instant NOW = Instant.parse("2026-03-05T01:49:51.260Z");
  private static final FeedCounts COUNTS = new FeedCounts(9, 9, 0, 0, new TreeMap<>());

  private final Random random = new Random(20_261_121);

  private static String position(int number) {
    return "1/shardId-000000000000/%09d".formatted(number);
  }

  private FeedEvent event(int number, int payloadBytes) {
    byte[] noise = new byte[payloadBytes * 3 / 4];
    random.nextBytes(noise);
    String payload = "{\"a\":\"" + Base64.getEncoder().encodeToString(noise) + "\"}";
    return FeedEvent.of(
        new Event(new UUID(1, number), "d", "t", null, NOW, NOW, payload, Source.ADAPTER_EVENT),
        position(number));
  }

  private static FeedAlert alert(int number) {
    return new FeedAlert(
        new Alert(
            new UUID(2, number),
            "r",
            AlertState.RAISED,
            "d",
            null,
            NOW,
            null,
            null,
            "it is so",
            null),
        position(number));
  }

  private static FeedBatch batch(
      List<FeedEvent> events, List<FeedAlert> alerts, List<WindowTotals> windows) {
    return new FeedBatch(events, COUNTS, Duration.ofMillis(7), alerts, windows);
  }

  /// What a reader sees who drops what lies at or before the last part.
  private static void assertReadsWhole(FeedBatch batch, List<FeedPart> parts) {
    List<FeedEvent> events = new ArrayList<>();
    List<FeedAlert> alerts = new ArrayList<>();
    List<WindowTotals> windows = new ArrayList<>();
    FeedCounts counts = FeedCounts.NONE;
    String seen = "";
    for (FeedPart part : parts) {
      assertThat(part.position()).isGreaterThan(seen);
      assertThat(part.body()).hasSizeLessThanOrEqualTo(FeedParts.MAX_BODY_BYTES);
      FeedBatch read = FeedCodec.decode(part.body());
      String before = seen;
      read.events().stream().filter(e -> e.position().compareTo(before) > 0).forEach(events::add);
      read.alerts().stream().filter(a -> a.position().compareTo(before) > 0).forEach(alerts::add);
      windows.addAll(read.windows());
      counts = counts.plus(read.counts());
      seen = part.position();
    }
    assertThat(events).isEqualTo(batch.events());
    assertThat(alerts).isEqualTo(batch.alerts());
    assertThat(windows).isEqualTo(batch.windows());
    assertThat(counts).isEqualTo(COUNTS);
  }

  @Test
  void aSmallBatchIsOnePartAtItsLastPosition() {
    FeedBatch batch = batch(List.of(event(1, 40), event(2, 40)), List.of(alert(1)), List.of());
    List<FeedPart> parts = FeedParts.of(batch, position(3));
    assertThat(parts).extracting(FeedPart::position).containsExactly(position(3));
    assertReadsWhole(batch, parts);
  }

  @Test
  void aBatchWithoutEventsStillTellsItsCounts() {
    FeedBatch batch = batch(List.of(), List.of(), List.of());
    assertReadsWhole(batch, FeedParts.of(batch, position(3)));
  }

  @Test
  void whatCannotBeCompressedIsCutBelowTheBoundAndNothingIsLost() {
    List<FeedEvent> events = IntStream.rangeClosed(1, 300).mapToObj(i -> event(i, 12_000)).toList();
    List<FeedAlert> alerts = IntStream.rangeClosed(1, 300).mapToObj(i -> alert(i)).toList();
    FeedBatch batch = batch(events, alerts, List.of());
    List<FeedPart> parts = FeedParts.of(batch, position(301));
    assertThat(parts).hasSizeGreaterThan(10);
    assertReadsWhole(batch, parts);
  }

  @Test
  void largeButWellCompressedEventsStayWithinWhatAReaderInflates() {
    List<FeedEvent> events =
        IntStream.rangeClosed(1, 2_000)
            .mapToObj(i ->
                FeedEvent.of(
                    new Event(
                        new UUID(1, i),
                        "d",
                        "t",
                        null,
                        NOW,
                        NOW,
                        "{\"a\":\"" + "x".repeat(15_000) + "\"}",
                        Source.ADAPTER_EVENT),
                    position(i)))
            .toList();
    FeedBatch batch = batch(events, List.of(), List.of());
    assertReadsWhole(batch, FeedParts.of(batch, position(2_000)));
  }

  @Test
  void manyWindowsFollowInPartsOfTheirOwn() {
    List<WindowTotals> windows =
        IntStream.range(0, 2_000)
            .mapToObj(minute ->
                WindowTotals.of(
                    "t",
                    "/payload/a",
                    WindowLength.MINUTE,
                    WindowLength.MINUTE.start(NOW.plus(Duration.ofMinutes(minute))),
                    BigDecimal.valueOf(random.nextLong(), 12)))
            .toList();
    FeedBatch batch = batch(List.of(event(1, 10)), List.of(alert(1)), windows);
    List<FeedPart> parts = FeedParts.of(batch, position(1));
    assertThat(parts).hasSizeGreaterThan(1);
    assertThat(parts.getLast().position()).isLessThan(position(2));
    assertReadsWhole(batch, parts);
  }

  @Test
  void aPayloadOfMoreThan16KiBIsLeftOutAndOneOfAsMuchIsNot() {
    Event most = plain("{\"a\":\"" + "ü".repeat(8_188) + "\"}");
    Event more = plain("{\"a\":\"" + "ü".repeat(8_188) + "x\"}");
    assertThat(FeedEvent.of(most, "p")).isEqualTo(new FeedEvent(most, "p", false));
    assertThat(FeedEvent.of(more, "p").equals(new FeedEvent(plain("{}"), "p", true))).isTrue();
    assertThat(FeedEvent.of(plain("x".repeat(16_385)), "p").payloadOmitted()).isTrue();
  }

  private static Event plain(String payload) {
    return new Event(new UUID(1, 1), "d", "t", null, NOW, NOW, payload, Source.ADAPTER_EVENT);
  }
}
