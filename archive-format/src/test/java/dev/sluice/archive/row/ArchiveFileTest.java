package dev.sluice.archive.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.archive.Rows;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveFileTest {
  private static final Epoch EPOCH =
      new Epoch(
          Instant.ofEpochMilli(1_700_000_000_000L),
          "shardId-000000000003",
          new BigInteger("4966"),
          new BigInteger("4977"));

  private static ArchiveFile file(String type, int part) {
    return new ArchiveFile(new Partition(LocalDate.parse("2026-11-02"), type), EPOCH, part);
  }

  @Test
  void thePathSaysDateTypeAndEpoch() {
    assertThat(file("network_connection", 7).path())
        .isEqualTo(
            "events/event_date=2026-11-02/event_type=network_connection/"
                + "1700000000000-shardId-000000000003-4966-4977-00007.parquet");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"t", "a.b-c_d", "..", "a/b", "50%", "a=b:c", "[x]{y}^", "Zürich 🌡", "%2F"})
  void everyPathIsReadBack(String type) {
    ArchiveFile file = file(type, 99_999);

    assertThat(ArchiveFile.parse(file.path())).contains(file);
    assertThat(file.path().split("/")).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "events/event_date=2026-11-02/event_type=t/compacted.parquet",
        "events/event_date=2026-02-30/event_type=t/1-s-1-2-00000.parquet",
        "events/event_date=2026-11-02/event_type=t%/1-s-1-2-00000.parquet",
        "events/event_date=2026-11-02/event_type=t/1-s-2-1-00000.parquet",
        "rejected/event_date=2026-11-02/event_type=t/1-s-1-2-00000.parquet"
      })
  void otherPathsAreNoFiles(String path) {
    assertThat(ArchiveFile.parse(path)).isEmpty();
  }

  @Test
  void anEpochEndsAfterItBegins() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Epoch(Instant.EPOCH, "s", BigInteger.TWO, BigInteger.ONE))
        .withMessageContaining("2 to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Epoch(Instant.EPOCH, "a/b", BigInteger.ONE, BigInteger.TWO))
        .withMessageContaining("a/b");
  }

  @Test
  void aRowLiesInThePartitionOfItsEventTime() {
    ArchiveRow row = new Rows(1).rows(1, 1, 1).getFirst();

    assertThat(row.partition()).isEqualTo(new Partition(LocalDate.parse("2026-11-02"), "type-0"));
  }
}
