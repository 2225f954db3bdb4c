package dev.sluice.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.window.Measurement;
import dev.sluice.window.WindowField;
import dev.sluice.window.WindowFields;
import dev.sluice.window.WindowLength;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class WindowItemTest {
  private static final Instant TIME = Instant.parse("2026-03-01T12:59:30Z");
  private static final WindowField CELSIUS = new WindowField("temperature", "/payload/celsius");

  private static WindowItem empty(WindowLength length) {
    return WindowItem.empty(length, TIME, "1767225600000/shardId-0", Duration.ofDays(45));
  }

  private static Measurement seen(int position, WindowField of, String number) {
    return new Measurement("%06d".formatted(position), of, new BigDecimal(number));
  }

  @Test
  void itemReadsBackWithNumbersAsTheyWereAddedUp() {
    WindowItem item =
        empty(WindowLength.MINUTE)
            .plus(List.of(seen(1, CELSIUS, "21.50"), seen(2, CELSIUS, "-1E+3")));
    Map<String, AttributeValue> written = WindowItem.SCHEMA.itemToMap(item, true);

    AttributeValue numbers =
        AttributeValue.fromM(
            Map.of(
                "count", AttributeValue.fromS("2"),
                "sum", AttributeValue.fromS("-978.50"),
                "min", AttributeValue.fromS("-1E+3"),
                "max", AttributeValue.fromS("21.50")));
    assertThat(written)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "bucket", AttributeValue.fromS("window#1m#2026-03-01T12:00:00.000Z"),
                "key", AttributeValue.fromS("2026-03-01T12:59:00.000Z#1767225600000/shardId-0"),
                "totals",
                    AttributeValue.fromM(
                        Map.of(
                            "temperature",
                            AttributeValue.fromM(Map.of("/payload/celsius", numbers)))),
                "last_position", AttributeValue.fromS("000002"),
                "expires_at", AttributeValue.fromN("1776258000")));
    assertThat(WindowItem.SCHEMA.mapToItem(written)).isEqualTo(item);
    assertThat(Instant.ofEpochSecond(1_776_258_000))
        .isEqualTo(Instant.parse("2026-03-01T13:00:00Z").plus(Duration.ofDays(45)));
  }

  @Test
  void hoursLieInTheBucketOfTheirDay() {
    WindowItem item = empty(WindowLength.HOUR);
    assertThat(item.bucket()).isEqualTo("window#1h#2026-03-01T00:00:00.000Z");
    assertThat(item.key()).startsWith("2026-03-01T12:00:00.000Z#");
    assertThat(item.expiresAt())
        .isEqualTo(Instant.parse("2026-03-01T13:00:00Z").plus(Duration.ofDays(45)));
  }

  @Test
  void itemKeepsToItsBoundWithTheLongestNamesAndNumbers() {
    List<Measurement> many = new ArrayList<>();
    for (int i = 0; i < WindowFields.MAX_FIELDS; i++) {
      WindowField of = new WindowField("t".repeat(62) + (10 + i), "/payload/" + "f".repeat(119));
      many.add(seen(i, of, "-1.234567890123456789012345678901234E-90"));
    }
    WindowItem item = empty(WindowLength.HOUR).plus(many);
    assertThat(ItemSize.bytes(WindowItem.SCHEMA.itemToMap(item, true))).isLessThan(26 * 1024);
  }

  /// Batches that begin anywhere at or before where the counting stands, as a replay's do.
  @Test
  void readAgainInAnyBatchesItEndsTheSame() {
    long seed = System.nanoTime();
    System.out.println("seed of the windows: " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      List<Measurement> all = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        WindowField of = new WindowField("type-" + random.nextInt(5), "/payload/x");
        all.add(seen(i, of, random.nextInt(100_000) + "." + random.nextInt(100)));
      }
      WindowItem once = empty(WindowLength.MINUTE).plus(all);
      WindowItem again = empty(WindowLength.MINUTE);
      int done = 0;
      while (done < all.size()) {
        int from = random.nextInt(4) == 0 ? random.nextInt(done + 1) : done;
        int to = Math.min(all.size(), from + 1 + random.nextInt(30));
        List<Measurement> news = again.beyond(all.subList(from, to));
        again = news.isEmpty() ? again : again.plus(news);
        done = Math.max(done, to);
      }
      assertThat(again).isEqualTo(once);
    }
  }
}
