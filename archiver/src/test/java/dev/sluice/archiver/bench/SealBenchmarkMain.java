package dev.sluice.archiver.bench;

import dev.sluice.archiver.ChangeRecords;
import dev.sluice.archiver.change.ChangeDecoder;
import dev.sluice.archiver.parquet.FileLayout;
import dev.sluice.archiver.spool.SpoolDirectory;
import dev.sluice.archiver.spool.SpoolOptions;
import dev.sluice.simulator.FleetSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/// Prints the figures of [SealBenchmark]. Arguments: rounds, events of the fleet, zstd level.
public final class SealBenchmarkMain {
  private SealBenchmarkMain() {}

  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    int events = args.length > 1 ? Integer.parseInt(args[1]) : 200_000;
    int level = args.length > 2 ? Integer.parseInt(args[2]) : FileLayout.DEFAULT.level();
    FileLayout standard = FileLayout.DEFAULT;
    FileLayout layout =
        new FileLayout(
            standard.rowsPerFile(), standard.rowsPerGroup(), standard.groupBytes(), level);
    Path directory = Files.createTempDirectory("seal-benchmark");
    try (SpoolDirectory spools =
        SpoolDirectory.open(directory, SpoolOptions.DEFAULT, Clock.systemUTC())) {
      SealBenchmark benchmark =
          new SealBenchmark(new ChangeDecoder(ChangeRecords.TABLE), spools, layout);
      Path readings = directory.resolve("readings");
      SampleChanges.writeReadings(readings);
      print(benchmark, readings, rounds * 5);
      if (events > 0) {
        // 5 types on 7 days
        Path fleet = directory.resolve("fleet");
        SampleChanges.writeFleet(fleet, FleetSettings.ofSeed(1), events, events / (6.3 * 86_400));
        print(benchmark, fleet, rounds);
      }
    }
  }

  private static void print(SealBenchmark benchmark, Path changes, int rounds)
      throws InterruptedException, IOException {
    for (int round = 1; round <= rounds; round++) {
      SealBenchmark.Result result;
      try (SampleChanges.Reader reader = new SampleChanges.Reader(changes)) {
        result = benchmark.run(reader);
      }
      if (round % Math.max(1, rounds / 5) == 0) {
        print(changes.getFileName().toString(), result);
      }
    }
  }

  private static void print(String name, SealBenchmark.Result result) {
    double rows = result.rows();
    System.out.printf(
        "%-8s %,d rows, %d files; per s of CPU: decode %,.0f, spool %,.0f, seal %,.0f, spool and"
            + " seal %,.0f; %.1f B/row, as NDJSON %.1f: 1/%.1f%n",
        name,
        result.rows(),
        result.sizes().files(),
        rows * 1e9 / result.decode().toNanos(),
        rows * 1e9 / result.spool().toNanos(),
        rows * 1e9 / result.seal().toNanos(),
        result.rowsPerSecond(),
        result.sizes().parquet() / rows,
        result.sizes().ndjson() / rows,
        result.sizes().ratio());
  }
}
