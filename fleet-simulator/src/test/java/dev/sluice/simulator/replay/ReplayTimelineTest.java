package dev.sluice.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.model.NameBasedUuid;
import dev.sluice.simulator.SentEvent;
import dev.sluice.simulator.pace.Durations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTimelineTest {
  private static final Instant START = Instant.parse("2026-03-05T01:49:51.260Z");
  private static final Spacing AS_RECORDED = new Spacing.Recorded(1);

  @TempDir private Path folder = Path.of("");

  @Test
  void theRealReadingsAreReplayedFromFirstToLast() {
    List<SentEvent> events = bundled(AS_RECORDED, START, EventIds.OF_THIS_REPLAY);
    assertThat(events).hasSize(9_995);
    assertThat(text(events.getFirst()))
        .isEqualTo(
            "{\"id\":\""
                + events.getFirst().event().eventId()
                + "\","
                + "\"event_type\":\"sensor_reading\",\"device_id\":\"5e:44:3b:f3:79:c8\","
                + "\"processing_timestamp\":\"2026-03-05T01:49:51.260Z\",\"event_details\":"
                + "{\"co\":0.004532068199369834,\"humidity\":58.20000076293945,\"light\":true,"
                + "\"lpg\":0.007171643599248804,\"motion\":false,\"smoke\":0.019048703779119838,"
                + "\"temp\":27.0}}");
    // 1594684467.364674 - 1594598735.7727768 seconds
    assertThat(events.getLast().event().eventTime())
        .isEqualTo(START.plus(Duration.ofMillis(85_731_591)));
    assertThat(events).extracting(send -> send.event().deviceId()).contains("f3:6b:f4:34:c0:17");
    assertThat(new HashSet<>(ids(events))).hasSize(9_995);
  }

  @Test
  void everyDigitOfEveryReadingIsSentAsItWasWritten() throws IOException {
    List<SentEvent> events = bundled(AS_RECORDED, START, EventIds.OF_THIS_REPLAY);
    List<String> lines = lines();
    for (int i = 0; i < lines.size(); i++) {
      String data = lines.get(i).substring("{\"data\":".length(), lines.get(i).indexOf('}') + 1);
      assertThat(text(events.get(i))).endsWith("\"event_details\":" + data + "}");
    }
  }

  @Test
  void speedMovesReadingsCloserInSendingAndInEventTime() {
    ReplayTimeline timeline =
        new ReplayTimeline(
            Readings.bundled(), Spacing.parseSpeed("10x"), START, EventIds.OF_THIS_REPLAY);
    long last = 0;
    Instant lastTime = START;
    while (timeline.nextOffsetNanos().isPresent()) {
      assertThat(timeline.nextOffsetNanos().getAsLong()).isGreaterThanOrEqualTo(last);
      last = timeline.nextOffsetNanos().getAsLong();
      lastTime = timeline.take(START.plusNanos(last)).event().eventTime();
    }
    assertThat(last).isCloseTo(8_573_159_189_720L, within(1_000L));
    assertThat(lastTime).isEqualTo(START.plusMillis(8_573_159));
  }

  @Test
  void anEvenRateSpacesReadingsEvenly() {
    List<SentEvent> events = bundled(new Spacing.Even(1_000), START, EventIds.OF_THIS_REPLAY);
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i).event().eventTime()).isEqualTo(START.plusMillis(i));
    }
  }

  @Test
  void anotherStartIsOtherEventsAndTheSameStartTheSame() {
    List<UUID> ids = ids(bundled(AS_RECORDED, START, EventIds.OF_THIS_REPLAY));
    assertThat(ids(bundled(AS_RECORDED, START, EventIds.OF_THIS_REPLAY))).isEqualTo(ids);
    HashSet<UUID> later =
        new HashSet<>(ids(bundled(AS_RECORDED, START.plusMillis(1), EventIds.OF_THIS_REPLAY)));
    assertThat(ids).noneMatch(later::contains);
  }

  @Test
  void idsAreTheModelsNameBasedIds() {
    String recorded = "5e:44:3b:f3:79:c8/1594598735.7727768";
    assertThat(bundled(AS_RECORDED, START, EventIds.OF_THE_RECORDING).getFirst().event().eventId())
        .isEqualTo(NameBasedUuid.of(NameBasedUuid.URL, recorded));
    assertThat(bundled(AS_RECORDED, START, EventIds.OF_THIS_REPLAY).getFirst().event().eventId())
        .isEqualTo(NameBasedUuid.of(NameBasedUuid.URL, recorded + "/2026-03-05T01:49:51.260Z"));
  }

  @Test
  void keptIdsAreTheSameInEveryReplay() {
    assertThat(ids(bundled(AS_RECORDED, START, EventIds.OF_THE_RECORDING)))
        .isEqualTo(
            ids(bundled(new Spacing.Even(50), START.plusSeconds(99), EventIds.OF_THE_RECORDING)));
  }

  @Test
  void linesThatAreNoReadingAreReportedAndSkipped() throws IOException {
    Path file = folder.resolve("mixed.ndjson");
    Files.writeString(
        file,
        """
        {"data":{"t":1.50},"device_id":"a","ts":100.0005}
        {"data":{"t":2},"device_id":"a"

        {"data":[2],"device_id":"a","ts":101}
        {"data":{"t":2},"device_id":"two words","ts":101}
        {"data":{"t":2},"device_id":"a","ts":"101"}
        {"data":{"t":2},"device_id":"a","ts":1e300}
        {"data":{"t":2},"device_id":"a","ts":101} {}
        [1]
        {"ts":102,"device_id":"b","more":{"data":{"x":1}},"data":{"n":{"t":-0.0E+2, "s":"ü}"}}}
        {"data":{"t":3},"device_id":"a","ts":99}
        """);
    List<Readings.BadLine> bad = new ArrayList<>();
    try (Readings readings = Readings.open(file, bad::add)) {
      List<SentEvent> events =
          all(new ReplayTimeline(readings, AS_RECORDED, START, EventIds.OF_THIS_REPLAY));
      assertThat(readings.skipped()).isEqualTo(7);
      assertThat(readings.fractionRead()).isEqualTo(1);
      assertThat(events).hasSize(3);
      assertThat(text(events.get(0))).endsWith("\"event_details\":{\"t\":1.50}}");
      assertThat(text(events.get(1)))
          .endsWith("\"event_details\":{\"n\":{\"t\":-0.0E+2, \"s\":\"ü}\"}}}");
      assertThat(events.get(2).event().eventTime()).isEqualTo(START.minusMillis(1_001));
    }
    assertThat(bad).extracting(Readings.BadLine::line).containsExactly(2L, 4L, 5L, 6L, 7L, 8L, 9L);
    assertThat(bad.get(2))
        .hasToString(
            "line 5 has no \"device_id\" of 1 to 128 of A-Z a-z 0-9 . _ : - but two words; skipped");
  }

  @Test
  void anEmptyFileIsAnEmptyReplay() throws IOException {
    Path file = Files.createFile(folder.resolve("empty.ndjson"));
    try (Readings readings = Readings.open(file, bad -> {})) {
      assertThat(
              new ReplayTimeline(readings, AS_RECORDED, START, EventIds.OF_THIS_REPLAY)
                  .nextOffsetNanos())
          .isEmpty();
    }
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> Readings.open(folder.resolve("nowhere.ndjson"), bad -> {}))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("nowhere.ndjson");
  }

  @Test
  void spacingsThatCannotBeAreRefusedWithTheirValue() {
    assertThatThrownBy(() -> Spacing.parseSpeed("10")).hasMessageContaining("\"10\"");
    assertThatThrownBy(() -> Spacing.parseSpeed("0x")).hasMessageContaining("speed 0.0");
    assertThatThrownBy(() -> new Spacing.Even(-1)).hasMessageContaining("rate -1.0");
    assertThatThrownBy(() -> Durations.parse("1 day")).hasMessageContaining("\"1 day\"");
  }

  private static List<SentEvent> bundled(Spacing spacing, Instant start, EventIds ids) {
    try (Readings readings = Readings.bundled()) {
      return all(new ReplayTimeline(readings, spacing, start, ids));
    }
  }

  private static List<SentEvent> all(ReplayTimeline timeline) {
    List<SentEvent> events = new ArrayList<>();
    for (var offset = timeline.nextOffsetNanos();
        offset.isPresent();
        offset = timeline.nextOffsetNanos()) {
      events.add(timeline.take(START.plusNanos(offset.getAsLong())));
    }
    return events;
  }

  private static List<UUID> ids(List<SentEvent> events) {
    return events.stream().map(send -> send.event().eventId()).toList();
  }

  private static String text(SentEvent event) {
    return new String(event.record().bytes(), StandardCharsets.UTF_8);
  }

  private static List<String> lines() throws IOException {
    byte[] gzip =
        ReplayTimelineTest.class
            .getResourceAsStream("/readings/sensor-readings.ndjson.gz")
            .readAllBytes();
    return new String(
            new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes(),
            StandardCharsets.UTF_8)
        .lines()
        .toList();
  }
}
