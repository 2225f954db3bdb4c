package dev.sluice.e2e.bench.archive;

import dev.sluice.e2e.bench.archive.ArchiveReport.Requests;
import dev.sluice.e2e.bench.archive.ArchiveReport.Sample;
import java.io.PrintWriter;
import java.util.Locale;

/// What a million events cost, at list prices of us-east-1, by the requests and bytes of an epoch
/// that was committed.
///
/// Sources: <https://aws.amazon.com/s3/pricing/>, <https://aws.amazon.com/dynamodb/pricing/>,
/// <https://aws.amazon.com/kinesis/data-streams/pricing/>
///
/// @param events of the epoch
/// @param epoch what its commit asked of S3
record ArchiveCost(Sample events, Requests epoch) {
  private static final double MILLION = 1_000_000;
  private static final double PUT = 5.0 / MILLION;
  private static final double GET = 0.4 / MILLION;
  private static final double STORED_GB_MONTH = 0.023;
  private static final double LEASE_WRITE = 0.625 / MILLION;
  private static final double CAPTURED_KB = 0.1 / MILLION;
  private static final double KINESIS_PUT_UNIT = 0.014 / MILLION;

  /// Announced and committed.
  private static final int LEASE_WRITES = 2;

  /// An event enters its table and leaves it.
  private static final int CHANGES = 2;

  void print(PrintWriter out) {
    double epochs = MILLION / events.rows();
    double puts = epochs * epoch.puts();
    double gets = epochs * epoch.gets();
    double leases = epochs * LEASE_WRITES;
    double gb = events.parquet() / events.rows() * MILLION / 1e9;
    // charged by the size of the item, which a line with all columns comes near
    double captured = CHANGES * MILLION * Math.ceil(events.ndjson() / events.rows() / 1024);
    double units = CHANGES * MILLION;
    double archiver = puts * PUT + gets * GET + leases * LEASE_WRITE;
    double capture = captured * CAPTURED_KB + units * KINESIS_PUT_UNIT;
    out.printf(
        Locale.ROOT,
        "A million events in epochs of %,.0f, %,.0f files each; list prices of us-east-1:%n",
        events.rows(),
        events.files());
    line(out, puts, "S3 puts", "files and manifests, $5.00 a million", puts * PUT);
    line(out, gets, "S3 gets", "manifests, $0.40 a million", gets * GET);
    line(out, leases, "lease updates", "$0.625 a million", leases * LEASE_WRITE);
    line(
        out,
        captured,
        "KB captured",
        "DynamoDB to Kinesis, $0.10 a million",
        captured * CAPTURED_KB);
    line(out, units, "put units", "of 25 KB, Kinesis, $0.014 a million", units * KINESIS_PUT_UNIT);
    out.printf(
        Locale.ROOT,
        "  in all %32s $%.4f, of which the archiver's requests are $%.4f%n",
        "",
        archiver + capture,
        archiver);
    out.printf(
        Locale.ROOT,
        "  and a month of %.3f GB on S3 ($%.3f a GB): $%.4f. Shard hours and processors are not in"
            + " it.%n",
        gb,
        STORED_GB_MONTH,
        gb * STORED_GB_MONTH);
  }

  private static void line(
      PrintWriter out, double count, String name, String price, double dollars) {
    out.printf(Locale.ROOT, "  %,11.0f %-14s $%.4f  %s%n", count, name, dollars, price);
  }
}
