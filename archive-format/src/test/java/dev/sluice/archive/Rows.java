package dev.sluice.archive;

import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.archive.row.Epoch;
import dev.sluice.model.Event;
import dev.sluice.model.Source;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/// Rows for tests, from a seed.
public final class Rows {
  public static final Instant DAY = Instant.parse("2026-11-02T00:00:00Z");
  public static final Epoch EPOCH =
      new Epoch(
          Instant.parse("2026-11-01T12:00:00Z"),
          "shardId-000000000001",
          new BigInteger("49665738274521456789012345678901234567890123456789012345"),
          new BigInteger("49665738274521456789012345678901234567890123456789099999"));

  private final Random random;

  public Rows(long seed) {
    this.random = new Random(seed);
  }

  /// Rows of `types` types on `days` days, a few devices, payloads of any size.
  public List<ArchiveRow> rows(int count, int types, int days) {
    List<ArchiveRow> rows = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      rows.add(row("type-" + random.nextInt(types), random.nextInt(days)));
    }
    return rows;
  }

  private ArchiveRow row(String type, int day) {
    Instant time = DAY.plusSeconds(86_400L * day).plusMillis(random.nextInt(86_400_000));
    Event event =
        new Event(
            new UUID(random.nextLong(), random.nextLong()),
            "device" + (random.nextBoolean() ? ":" : "-") + random.nextInt(40),
            type,
            random.nextInt(3) == 0 ? "sub" + random.nextInt(3) : null,
            time,
            time.plusMillis(random.nextInt(5000)),
            payload(),
            Source.values()[random.nextInt(Source.values().length)]);
    return new ArchiveRow(
        event, "position/" + random.nextLong(), time.plusSeconds(604_800 + random.nextInt(9999)));
  }

  private String payload() {
    return "{\"celsius\":%d.%02d,\"note\":\"Zürich 🌡 %s\"}"
        .formatted(random.nextInt(40), random.nextInt(100), "x".repeat(random.nextInt(300)));
  }
}
