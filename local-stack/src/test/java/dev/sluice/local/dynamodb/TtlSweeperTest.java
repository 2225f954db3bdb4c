package dev.sluice.local.dynamodb;

import static dev.sluice.local.dynamodb.TestTables.TABLE;
import static dev.sluice.local.dynamodb.TestTables.item;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TtlSweeperTest {
  private static final Instant NOW = Instant.parse("2024-03-05T01:49:51Z");

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

  private RepairedTables store;

  @BeforeEach
  void open() {
    store = new RepairedTables(new SweepingDbAccess());
    TestTables.create(store.tables);
  }

  @AfterEach
  void close() {
    store.shutdown();
  }

  @Test
  void anItemWhoseLifeWasExtendedSinceItWasReadSurvives() {
    var read = item("d1", "extended", NOW.getEpochSecond() - 1);
    store.tables.putItem(r -> r.tableName(TABLE).item(read));
    store.tables.putItem(
        r -> r.tableName(TABLE).item(item("d1", "extended", NOW.getEpochSecond() + 60)));
    TtlSweeper sweeper = new TtlSweeper(store.tables, clock);

    assertThat(sweeper.delete(TABLE, "expires_at", List.of("pk", "sk"), read)).isFalse();

    assertThat(store.tables.scan(r -> r.tableName(TABLE)).count()).isEqualTo(1);
  }

  @Test
  void aSweepGoesOverManyPagesAndCountsWhatItDeleted() {
    for (int i = 0; i < 600; i++) {
      String key = "sk" + i;
      long expiry = NOW.getEpochSecond() + (i % 2 == 0 ? -1 : 60);
      store.tables.putItem(r -> r.tableName(TABLE).item(item("d1", key, expiry)));
    }

    TtlSweeper sweeper = new TtlSweeper(store.tables, clock);
    assertThat(sweeper.sweep((reading, deleting) -> true)).isEqualTo(300);
    assertThat(sweeper.deleted(TABLE)).isEqualTo(300);
    assertThat(sweeper.deleted("another")).isZero();
    assertThat(store.tables.scan(r -> r.tableName(TABLE)).count()).isEqualTo(300);
  }
}
