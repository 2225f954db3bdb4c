package dev.sluice.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.alert.Alert;
import dev.sluice.alert.AlertState;
import dev.sluice.dynamodb.FeedItem;
import dev.sluice.dynamodb.StoredAlert;
import dev.sluice.model.Event;
import dev.sluice.model.Source;
import dev.sluice.window.WindowLength;
import dev.sluice.window.WindowTotals;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class FeedCodecTest {
  private static final Instant NOW = Instant.parse("2026-03-05T01:49:51.260Z");
  private static final UUID ID = UUID.fromString("169a9a74-0b1f-4e4e-9c0b-6f5b7d3a2c11");

  private static final Event EVENT =
      new Event(ID, "d1", "temperature", null, NOW, NOW, "{\"celsius\":21.10}", Source.NAMED_EVENT);
  private static final Alert RAISED =
      new Alert(
          Alert.key("too-hot", "d1", ID.toString()),
          "too-hot",
          AlertState.RAISED,
          "d1",
          "temperature",
          NOW,
          new Alert.Trigger(ID, NOW),
          "31.5",
          "31.5 is above 30",
          null);
  private static final Alert CLEARED =
      new Alert(
          Alert.key("silent", "d1", NOW.toString()),
          "silent",
          AlertState.CLEARED,
          "d1",
          null,
          NOW,
          null,
          null,
          "an event came",
          RAISED.alertKey());
  private static final WindowTotals WINDOW =
      WindowTotals.of(
              "temperature",
              "/payload/celsius",
              WindowLength.MINUTE,
              WindowLength.MINUTE.start(NOW),
              new BigDecimal("21.10"))
          .plus(
              WindowTotals.of(
                  "temperature",
                  "/payload/celsius",
                  WindowLength.MINUTE,
                  WindowLength.MINUTE.start(NOW),
                  new BigDecimal("1E+2")));

  private static final FeedBatch BATCH =
      new FeedBatch(
          List.of(new FeedEvent(EVENT, "p1", false), new FeedEvent(EVENT, "p2", true)),
          new FeedCounts(4, 2, 1, 0, new TreeMap<>(Map.of("not_json", 1L))),
          Duration.ofMillis(250),
          List.of(new FeedAlert(RAISED, "p1"), new FeedAlert(CLEARED, "p2")),
          List.of(WINDOW));

  @Test
  void aBatchComesBackAsItWas() {
    assertThat(FeedCodec.decode(FeedCodec.encode(BATCH))).isEqualTo(BATCH);
  }

  @Test
  void anItemHoldsTheBatch() {
    FeedItem item = FeedItem.of("1/shardId-000000000000", "p2", BATCH, NOW);

    FeedItem read = FeedItem.SCHEMA.mapToItem(FeedItem.SCHEMA.itemToMap(item, true));

    assertThat(read).isEqualTo(item);
    assertThat(read.batch()).isEqualTo(BATCH);
  }

  @Test
  void anAlertIsStoredInTheMinuteOfItsTrigger() {
    for (Alert alert : List.of(RAISED, CLEARED)) {
      StoredAlert item = new StoredAlert(alert, Instant.ofEpochSecond(1_800_000_000));

      var attributes = StoredAlert.SCHEMA.itemToMap(item, true);

      assertThat(attributes)
          .containsEntry("minute", AttributeValue.fromS("2026-03-05T01:49:00.000Z"));
      assertThat(StoredAlert.SCHEMA.mapToItem(attributes)).isEqualTo(item);
    }
  }

  @Test
  void otherBytesAreRefused() {
    assertThatThrownBy(() -> FeedCodec.decode("{}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(FeedFormatException.class);
  }
}
