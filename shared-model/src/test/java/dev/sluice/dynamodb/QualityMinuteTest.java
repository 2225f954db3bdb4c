package dev.sluice.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.quality.Findings;
import dev.sluice.quality.Member;
import dev.sluice.quality.Observation;
import dev.sluice.quality.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class QualityMinuteTest {
  private static final Instant MINUTE = Instant.parse("2026-03-01T12:59:00Z");
  private static final QualityMinute EMPTY =
      QualityMinute.empty(MINUTE.plusSeconds(59), "1767225600000/shardId-0", Duration.ofDays(30));

  private static Observation seen(int position, String type) {
    Findings findings = new Findings(type, Set.of(Member.PAYLOAD), Set.of());
    return new Observation("%06d".formatted(position), MINUTE, findings, Outcome.STORED);
  }

  @Test
  void itemReadsBack() {
    QualityMinute minute = EMPTY.plus(List.of(seen(1, "reading"), seen(2, "reading")));
    Map<String, AttributeValue> item = QualityMinute.SCHEMA.itemToMap(minute, true);

    assertThat(item)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "bucket", AttributeValue.fromS("quality#2026-03-01T12:00:00.000Z"),
                "key", AttributeValue.fromS("2026-03-01T12:59:00.000Z#1767225600000/shardId-0"),
                "types",
                    AttributeValue.fromM(
                        Map.of(
                            "reading",
                            AttributeValue.fromM(
                                Map.of(
                                    "stored", AttributeValue.fromN("2"),
                                    "missing_payload", AttributeValue.fromN("2"))))),
                "last_position", AttributeValue.fromS("000002"),
                "expires_at", AttributeValue.fromN("1774962000")));
    assertThat(QualityMinute.SCHEMA.mapToItem(item)).isEqualTo(minute);
    assertThat(Instant.ofEpochSecond(1_774_962_000))
        .isEqualTo(MINUTE.plus(Duration.ofMinutes(1)).plus(Duration.ofDays(30)));
  }

  @Test
  void itemKeepsToItsBoundWhateverTypesAreMadeUp() {
    List<Observation> many = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      many.add(seen(i, i + "-" + "x".repeat(60)));
    }
    QualityMinute minute = EMPTY.plus(many);
    assertThat(minute.types())
        .hasSize(QualityMinute.MAX_TYPES + 1)
        .containsKey(QualityMinute.OTHER_TYPES);
    assertThat(ItemSize.bytes(QualityMinute.SCHEMA.itemToMap(minute, true))).isLessThan(32 * 1024);
  }

  /// Batches that begin anywhere at or before where the counting stands, as a replay's do.
  @Test
  void readAgainInAnyBatchesItEndsTheSame() {
    long seed = System.nanoTime();
    System.out.println("seed of the replays: " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      List<Observation> all = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        all.add(seen(i, "type-" + random.nextInt(100)));
      }
      QualityMinute once = EMPTY.plus(all);
      QualityMinute again = EMPTY;
      int done = 0;
      while (done < all.size()) {
        int from = random.nextInt(4) == 0 ? random.nextInt(done + 1) : done;
        int to = Math.min(all.size(), from + 1 + random.nextInt(30));
        List<Observation> news = again.beyond(all.subList(from, to));
        again = news.isEmpty() ? again : again.plus(news);
        done = Math.max(done, to);
      }
      assertThat(again).isEqualTo(once);
    }
  }
}
