package dev.sluice.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.sluice.model.Event;
import dev.sluice.model.Events;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Position;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class SchemasTest {
  private static final Instant EXPIRY = Instant.ofEpochSecond(1_710_000_900);
  private static final String EVENT_KEY =
      "2024-03-09T16:00:00.250Z#169a9a74-0c3f-4b0e-9c9c-1d2b0a6f0001";

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = "sub")
  void storedEventReadsBack(@Nullable String subtype) {
    StoredEvent stored = new StoredEvent(Events.event(subtype), "p/1", EXPIRY);
    Map<String, AttributeValue> expected = eventAttributes(stored.event());
    expected.put("device_day", s("device-1#2024-03-09"));
    expected.put("event_key", s(EVENT_KEY));
    expected.put("position", s("p/1"));
    expected.put("expires_at", AttributeValue.fromN("1710000900"));

    assertRoundTrip(StoredEvent.SCHEMA, stored, expected);
    assertKeys(StoredEvent.SCHEMA, "device_day", "event_key");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = "sub")
  void deviceStateReadsBack(@Nullable String subtype) {
    DeviceState state = new DeviceState(Events.event(subtype));
    Map<String, AttributeValue> expected = eventAttributes(state.event());
    expected.put("event_key", s(EVENT_KEY));

    assertRoundTrip(DeviceState.SCHEMA, state, expected);
    assertKeys(DeviceState.SCHEMA, "device_id", "event_type");
  }

  @Test
  void claimReadsBack() {
    Event event = Events.event(null);
    Claim claim =
        new Claim(
            Events.ID,
            event.key(),
            event.eventType(),
            new Fingerprint("f"),
            "p/1",
            EXPIRY,
            EXPIRY.plusSeconds(60));

    assertRoundTrip(
        Claim.SCHEMA,
        claim,
        Map.of(
            "event_id", s(Events.ID.toString()),
            "device_day", s("device-1#2024-03-09"),
            "event_key", s(EVENT_KEY),
            "event_type", s("reading"),
            "fingerprint", s("f"),
            "position", s("p/1"),
            "event_expires_at", AttributeValue.fromN("1710000900"),
            "expires_at", AttributeValue.fromN("1710000960")));
    assertThat(Claim.SCHEMA.tableMetadata().primaryPartitionKey()).isEqualTo("event_id");
    assertThat(Claim.SCHEMA.tableMetadata().primarySortKey()).isEmpty();
  }

  @Test
  void erasedClaimReadsBackAndTellsNothingOfItsDevice() {
    ErasedClaim erased = ErasedClaim.of(claim(Events.event("sub"), "p/1"));

    assertRoundTrip(
        ErasedClaim.SCHEMA,
        erased,
        Map.of(
            "event_id", s(Events.ID.toString()),
            "erased", AttributeValue.fromBool(true),
            "event_date", s("2024-03-09"),
            "event_type", s("reading"),
            "expires_at", AttributeValue.fromN("1710000960")));
  }

  @Test
  void dayOfADeviceReadsBackAndIsSpreadByDevice() {
    DeviceDay day =
        new DeviceDay("d:1", LocalDate.of(2026, 3, 5), Instant.parse("2026-04-12T00:00:00Z"));
    Map<String, AttributeValue> item = DeviceDay.SCHEMA.itemToMap(day, true);
    assertThat(item)
        .isEqualTo(
            Map.of(
                "bucket", AttributeValue.fromS("day#2026-03-05#3"),
                "key", AttributeValue.fromS("d:1"),
                "expires_at", AttributeValue.fromN("1775952000")));
    assertThat(DeviceDay.SCHEMA.mapToItem(item)).isEqualTo(day);
    assertThat(DeviceDay.buckets(day.date())).hasSize(8).contains(day.bucket());
    assertThat(DeviceDay.bucketsOf("d:1", Stream.of(day.date()))).containsExactly(day.bucket());
  }

  @Test
  void claimThatWasLaidWithoutATypeReadsBack() {
    Claim claim = claim(Events.event(null), "p/1");
    Map<String, AttributeValue> item = new HashMap<>(Claim.SCHEMA.itemToMap(claim, true));
    item.remove("event_type");
    assertThat(Claim.SCHEMA.mapToItem(item).eventType()).isEqualTo("(unknown)");
  }

  @Test
  void itemOfAnIdIsAClaimOrWhatAnErasureLeftOfIt() {
    Claim claim = claim(Events.event(null), "p/1");
    ErasedClaim erased = ErasedClaim.of(claim);
    assertThat(HeldId.of(Claim.SCHEMA.itemToMap(claim, true))).isEqualTo(claim);
    assertThat(HeldId.of(ErasedClaim.SCHEMA.itemToMap(erased, true))).isEqualTo(erased);
  }

  /// A claim is to cost one write unit, whatever is legal.
  @Test
  void largestLegalClaimIsBelowAKilobyte() {
    Event largest =
        Events.event("d".repeat(128), "t".repeat(64), "s".repeat(64), Events.TIME, Events.RECEIVED);
    String position =
        new Position(
                Instant.ofEpochMilli(9_999_999_999_999L),
                "s".repeat(128), // AWS allows as many
                BigInteger.TEN.pow(60).subtract(BigInteger.ONE),
                9_999_999_999L,
                999_999)
            .text();
    Claim claim = claim(largest, position);
    int bytes = ItemSize.bytes(Claim.SCHEMA.itemToMap(claim, true));
    assertThat(bytes).isBetween(600, 1_023);
    assertThat(ItemSize.writeUnits(bytes)).isEqualTo(1);
  }

  private static Claim claim(Event event, String position) {
    return new Claim(
        event.eventId(),
        event.key(),
        event.eventType(),
        Fingerprint.of(event, event.payload()),
        position,
        EXPIRY,
        EXPIRY.plusSeconds(60));
  }

  @Test
  void summaryReadsBackToTheMinute() {
    DeviceSummary summary = new DeviceSummary("device-1", Events.TIME.plusSeconds(59));

    assertRoundTrip(
        DeviceSummary.SCHEMA,
        summary,
        Map.of(
            "device_id", s("device-1"),
            "event_type", s("#summary"),
            "list_bucket", s(DeviceSummary.bucketOf("device-1")),
            "last_seen", s("2024-03-09T16:00:00.000Z")));
    assertKeys(DeviceSummary.SCHEMA, "device_id", "event_type");
    assertThat(DeviceSummary.SCHEMA.tableMetadata().indexPartitionKey(DeviceSummary.INDEX))
        .isEqualTo("list_bucket");
  }

  @Test
  void erasureReadsBackBegunAndCompleted() {
    Erasure begun = Erasure.begun("device-1", Events.TIME.plusNanos(999));
    Map<String, AttributeValue> expected =
        new HashMap<>(
            Map.of(
                "bucket", s("erasures"),
                "key", s("device-1"),
                "erased_at", s("2024-03-09T16:00:00.250Z"),
                "removed", AttributeValue.fromM(Map.of())));
    assertRoundTrip(Erasure.SCHEMA, begun, expected);

    expected.put("completed_at", s("2024-03-09T16:00:01.250Z"));
    expected.put("removed", AttributeValue.fromM(Map.of("items", AttributeValue.fromN("3"))));
    assertRoundTrip(
        Erasure.SCHEMA,
        new Erasure("device-1", Events.TIME, Events.TIME.plusSeconds(1), Map.of("items", 3L)),
        expected);
    assertKeys(Erasure.SCHEMA, "bucket", "key");
  }

  @Test
  void erasureCoversWhatWasReceivedUntilItsInstant() {
    Erasure erasure = Erasure.begun("device-1", Events.TIME);
    assertThat(erasure.covers(Events.TIME.minusMillis(1))).isTrue();
    assertThat(erasure.covers(Events.TIME)).isTrue();
    assertThat(erasure.covers(Events.TIME.plusMillis(1))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void watermarkReadsBack(boolean ended) {
    assertRoundTrip(
        ArchiveWatermark.SCHEMA,
        new ArchiveWatermark(
            Instant.ofEpochMilli(1_700_000_000_123L),
            "shardId-000000000001",
            Events.TIME,
            Events.TIME.plusSeconds(1),
            ended),
        Map.of(
            "bucket", s("archive#watermark"),
            "key", s("1700000000123/shardId-000000000001"),
            "watermark", s("2024-03-09T16:00:00.250Z"),
            "updated_at", s("2024-03-09T16:00:01.250Z"),
            "ended", AttributeValue.fromBool(ended)));
    assertKeys(ArchiveWatermark.SCHEMA, "bucket", "key");
  }

  @Test
  void itemWithoutARequiredAttributeIsNamed() {
    Map<String, AttributeValue> item =
        new HashMap<>(
            StoredEvent.SCHEMA.itemToMap(new StoredEvent(Events.event(null), "p", EXPIRY), true));
    item.remove("payload");

    assertThatNullPointerException()
        .isThrownBy(() -> StoredEvent.SCHEMA.mapToItem(item))
        .withMessage("no payload in the item");
  }

  @Test
  void bucketsAreStableAndAllListed() {
    assertThat(DeviceSummary.bucketOf("device-1")).isEqualTo("2");
    assertThat(DeviceSummary.bucketOf("device-2")).isEqualTo("3");
    assertThat(DeviceSummary.buckets()).hasSize(8).doesNotHaveDuplicates();
    for (int i = 0; i < 1_000; i++) {
      assertThat(DeviceSummary.buckets()).contains(DeviceSummary.bucketOf("sensor:" + i));
    }
  }

  private static <T> void assertRoundTrip(
      TableSchema<T> schema, T item, Map<String, AttributeValue> expected) {
    assertThat(schema.itemToMap(item, true)).containsExactlyInAnyOrderEntriesOf(expected);
    assertThat(schema.mapToItem(expected)).isEqualTo(item);
    assertThat(schema.mapToItem(schema.itemToMap(item, false))).isEqualTo(item);
  }

  private static void assertKeys(TableSchema<?> schema, String partition, String sort) {
    assertThat(schema.tableMetadata().primaryPartitionKey()).isEqualTo(partition);
    assertThat(schema.tableMetadata().primarySortKey()).contains(sort);
  }

  private static Map<String, AttributeValue> eventAttributes(Event event) {
    Map<String, AttributeValue> attributes = new HashMap<>();
    attributes.put("event_id", s("169a9a74-0c3f-4b0e-9c9c-1d2b0a6f0001"));
    attributes.put("device_id", s("device-1"));
    attributes.put("event_type", s("reading"));
    attributes.put("event_time", s("2024-03-09T16:00:00.250Z"));
    attributes.put("received_time", s("2024-03-09T16:00:01.500Z"));
    attributes.put("payload", s("{\"v\":1.10}"));
    attributes.put("source", s("adapter_event"));
    String subtype = event.eventSubtype();
    if (subtype != null) {
      attributes.put("event_subtype", s(subtype));
    }
    return attributes;
  }

  private static AttributeValue s(String text) {
    return AttributeValue.fromS(text);
  }
}
