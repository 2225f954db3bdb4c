package dev.sluice.e2e.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceFileTest {
  private static final Instant AT = Instant.parse("2026-03-05T12:00:00.123456Z");
  private static final UUID ID = UUID.fromString("00000000-0000-4000-8000-00000000000a");
  private static final BigInteger FIRST =
      new BigInteger("49590338271490256608559692538361571095921575989136588898");
  private static final List<TraceEntry> ONE_OF_EACH =
      List.of(
          new TraceEntry.Opened(AT, "s", "worker", "shard-0"),
          new TraceEntry.BatchBegun(AT, "s", FIRST, FIRST.add(BigInteger.TEN), 3),
          new TraceEntry.Claimed(AT, "s", ID, "1/shard-0/2/0/0", "1/shard-0/1/0/0", true),
          new TraceEntry.Stored(AT, "s", ID, "1/shard-0/2/0/0", "device-ü}\n", "t", "key"),
          new TraceEntry.Refreshed(AT, "s", "device", "t", "key"),
          new TraceEntry.DeadLettered(AT, "s", "1/shard-0/3/0/0", "not_json"),
          new TraceEntry.BatchDone(AT, "s", FIRST.add(BigInteger.TEN)),
          new TraceEntry.Closed(AT, "s"));

  @TempDir Path directory;

  @Test
  void everyKindOfEntryReadsAsItWasWritten() {
    try (TraceFile file = TraceFile.create(directory, "worker-1")) {
      ONE_OF_EACH.forEach(file::append);
    }
    List<Trace> traces = TraceFile.readAll(directory);
    assertThat(traces).extracting(Trace::process).containsExactly("worker-1");
    assertThat(entries(traces.getFirst())).isEqualTo(ONE_OF_EACH);
  }

  @Test
  void anEntryIsInTheFileAsSoonAsItIsAppended() {
    try (TraceFile file = TraceFile.create(directory, "worker-1")) {
      file.append(ONE_OF_EACH.getFirst());
      assertThat(entries(TraceFile.readAll(directory).getFirst())).hasSize(1);
    }
  }

  @Test
  void aTornLastLineIsLeftOut() throws IOException {
    try (TraceFile file = TraceFile.create(directory, "worker-1")) {
      ONE_OF_EACH.forEach(file::append);
    }
    Path path = directory.resolve("worker-1.ndjson");
    byte[] whole = Files.readAllBytes(path);
    for (int torn = 1; torn < 30; torn++) {
      Files.write(path, java.util.Arrays.copyOf(whole, whole.length - torn));
      assertThat(entries(TraceFile.read(path)))
          .isEqualTo(ONE_OF_EACH.subList(0, ONE_OF_EACH.size() - 1));
    }
  }

  @Test
  void aLineInTheMiddleThatIsNoEntryIsRefused() throws IOException {
    Path path = directory.resolve("worker-1.ndjson");
    Files.writeString(path, "{\"kind\":\"opened\"\n", StandardOpenOption.CREATE);
    assertThatThrownBy(() -> entries(TraceFile.read(path)))
        .hasMessageContaining("worker-1.ndjson")
        .hasMessageContaining("{\"kind\":\"opened\"");
  }

  @Test
  void aNameThatIsTakenIsRefused() {
    try (TraceFile first = TraceFile.create(directory, "worker-1")) {
      first.append(ONE_OF_EACH.getFirst());
      assertThatThrownBy(() -> TraceFile.create(directory, "worker-1"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("name of its own");
    }
  }

  @Test
  void threadsNeitherTearNorLoseLines() throws InterruptedException {
    try (TraceFile file = TraceFile.create(directory, "worker-1")) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        threads.add(
            Thread.ofPlatform()
                .start(() -> {
                  // an interrupt must not close the file for the others
                  Thread.currentThread().interrupt();
                  for (int n = 0; n < 500; n++) {
                    ONE_OF_EACH.forEach(file::append);
                  }
                }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(entries(TraceFile.readAll(directory).getFirst()))
        .hasSize(4 * 500 * ONE_OF_EACH.size());
  }

  @Test
  void aMissingDirectoryHoldsNoTraces() {
    assertThat(TraceFile.readAll(directory.resolve("none"))).isEmpty();
  }

  private static List<TraceEntry> entries(Trace trace) {
    try (var entries = trace.entries()) {
      return entries.toList();
    }
  }
}
