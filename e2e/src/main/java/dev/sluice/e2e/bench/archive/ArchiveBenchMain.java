package dev.sluice.e2e.bench.archive;

import dev.sluice.archive.catalog.Manifests;
import dev.sluice.archive.parquet.FileLayout;
import dev.sluice.archive.row.ArchiveFile;
import dev.sluice.archive.row.Epoch;
import dev.sluice.archiver.bench.SealBenchmark;
import dev.sluice.archiver.bench.SealBenchmark.Result;
import dev.sluice.archiver.change.Change;
import dev.sluice.archiver.change.ChangeDecoder;
import dev.sluice.archiver.lake.WorkDirectory;
import dev.sluice.archiver.spool.PartitionSpool;
import dev.sluice.archiver.spool.SealedFile;
import dev.sluice.archiver.spool.SpoolDirectory;
import dev.sluice.archiver.spool.SpoolOptions;
import dev.sluice.simulator.FleetSettings;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Function;

/// Measures, and writes the figures to standard output. Arguments: events of the simulator, rounds.
public final class ArchiveBenchMain {
  private static final int WARM_UP = 3;

  /// Of readings, which are a twentieth of the simulator's events: the compiler needs its time.
  private static final int READING_WARM_UP = 40;

  private static final int READING_ROUNDS = 20;

  /// 5 types on 7 days.
  private static final double DAYS = 6.3;

  private static final Epoch EPOCH =
      new Epoch(Instant.EPOCH, "shardId-000000000000", BigInteger.ONE, BigInteger.TEN);

  private final SpoolDirectory spools;
  private final ChangeDecoder decoder = new ChangeDecoder(SampleChanges.TABLE);
  private final Properties figures = new Properties();

  private ArchiveBenchMain(SpoolDirectory spools) {
    this.spools = spools;
  }

  public static void main(String[] args) throws Exception {
    int events = Integer.parseInt(args[0]);
    int rounds = Integer.parseInt(args[1]);
    HeapWatch heap = HeapWatch.start();
    try (WorkDirectory work = WorkDirectory.below(Path.of(System.getProperty("java.io.tmpdir")));
        SpoolDirectory spools =
            SpoolDirectory.open(work.path("spool"), SpoolOptions.DEFAULT, Clock.systemUTC())) {
      ArchiveBenchMain bench = new ArchiveBenchMain(spools);
      Path readings = work.path("readings");
      SampleChanges.writeReadings(readings);
      bench.measure("readings", readings, READING_WARM_UP, READING_ROUNDS);
      Path fleet = work.path("fleet");
      SampleChanges.writeFleet(fleet, FleetSettings.ofSeed(1), events, events / (DAYS * 86_400));
      bench.measure("simulator", fleet, WARM_UP, rounds);
      bench.commit(fleet);
      bench.figure("heap.peak", heap.stop());
      bench.figure("heap.allowed", Runtime.getRuntime().maxMemory());
      bench.figures.store(System.out, null);
    }
  }

  private void figure(String name, double value) {
    figures.setProperty(name, Double.toString(value));
  }

  /// Rates are over all rounds together: the clock of a processor ticks every 10 ms only.
  private void measure(String name, Path changes, int warmUp, int rounds)
      throws IOException, InterruptedException {
    SealBenchmark benchmark = new SealBenchmark(decoder, spools, FileLayout.DEFAULT);
    List<Result> results = new ArrayList<>();
    for (int round = 1 - warmUp; round <= rounds; round++) {
      try (SampleChanges.Reader reader = new SampleChanges.Reader(changes)) {
        Result result = benchmark.run(reader);
        if (round >= 1) {
          results.add(result);
        }
        System.err.printf(
            Locale.ROOT,
            "  %s, %s: %,.0f rows/s%n",
            name,
            round < 1 ? "warming up" : "round " + round + " of " + rounds,
            result.rowsPerSecond());
      }
    }
    Result one = results.getFirst();
    figure(name + ".rows", one.rows());
    figure(name + ".rate", perSecond(results, result -> result.spool().plus(result.seal())));
    figure(name + ".decode", perSecond(results, Result::decode));
    figure(name + ".files", one.sizes().files());
    figure(name + ".changes", one.sizes().changes());
    figure(name + ".ndjson", one.sizes().ndjson());
    figure(name + ".parquet", one.sizes().parquet());
  }

  private static double perSecond(List<Result> results, Function<Result, Duration> time) {
    long rows = results.stream().mapToLong(Result::rows).sum();
    return rows * 1e9 / results.stream().map(time).mapToLong(Duration::toNanos).sum();
  }

  /// What the commit of one epoch asks of the bucket: each file is put, then made current.
  private void commit(Path changes) throws IOException, InterruptedException {
    CountingBucket bucket = new CountingBucket();
    Manifests manifests = new Manifests(bucket);
    try (SampleChanges.Reader reader = new SampleChanges.Reader(changes);
        PartitionSpool spool = spools.newSpool()) {
      while (reader.hasNext()) {
        if (decoder.decode(reader.next()) instanceof Change.Expired(var row)) {
          spool.append(row);
        }
      }
      figure("partitions", spool.status().partitions());
      for (SealedFile sealed : spool.seal(EPOCH, FileLayout.DEFAULT).files()) {
        ArchiveFile file = sealed.file();
        bucket.upload(file.path(), sealed.path());
        manifests.add(file.partition(), List.of(file.path()));
      }
    }
    figure("puts", bucket.puts());
    figure("gets", bucket.gets());
  }
}
