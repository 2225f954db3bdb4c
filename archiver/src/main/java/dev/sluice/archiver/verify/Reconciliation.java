package dev.sluice.archiver.verify;

import dev.sluice.archiver.verify.Report.Verdict;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Proves, by date and type and id by id, that `stored = present + in flight + in transit +
/// archived
/// + dead letters + erased`.
///
/// The order of reading is what makes it true while everything goes on: how far the consumer is,
/// then claims, then events, then how far the archiver is, then its dead letters and its files. So
/// an event that the consumer had finished before the first claim was read, and that is in no table
/// any more, was removed before the scan of events ended; once the archiver is past that time, it
/// is in the archive that is read after. What is found nowhere all the same is looked up once more:
/// its claim may have expired or been erased meanwhile.
public final class Reconciliation {
  private static final int LOOKED_UP_AT_ONCE = 10_000;
  private static final int NAMED = 10;

  private final Sources sources;
  private final Settings settings;
  private final Clock clock;

  /// Who is asked.
  public record Sources(
      Claims claims,
      PresentEvents present,
      ArchivedEvents archived,
      RefusedEvents refused,
      Reach reach) {}

  /// @param margin how long a change may take from the table to its stream, differences between
  ///   clocks included
  /// @param patience how long to wait for the archiver to get past the scan
  /// @param poll how often to look
  /// @param mostIds that memory is there for
  public record Settings(
      DateRange dates, Duration margin, Duration patience, Duration poll, long mostIds) {
    private static final long SHARE_OF_HEAP = 2;

    /// As many ids as half of the heap holds.
    public static long idsInHeap(long heapBytes) {
      return heapBytes / SHARE_OF_HEAP / IdTable.BYTES_PER_ID;
    }
  }

  public Reconciliation(Sources sources, Settings settings, Clock clock) {
    this.sources = sources;
    this.settings = settings;
    this.clock = clock;
  }

  /// @param progress what to tell of each stage
  /// @throws TooManyIdsException if memory will not do
  public Report run(Function<Stage, Progress> progress) throws IOException, InterruptedException {
    Map<Stage, Progress> stages = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      stages.put(stage, progress.apply(stage));
    }
    Ledger ledger = new Ledger(sources.reach().consumer(), settings.mostIds());
    sources.claims().scan(settings.dates(), ledger, of(stages, Stage.CLAIMS));
    // a tombstone among the claims is of an erasure that ended before, or shows here
    boolean erasing = sources.reach().isErasing();
    sources.present().scan(settings.dates(), ledger, of(stages, Stage.PRESENT));
    Instant scanned = clock.instant();
    Optional<Instant> watermark = awaited(scanned, of(stages, Stage.WATERMARK));
    long unnamed =
        sources.refused().read(settings.dates(), ledger::refused, of(stages, Stage.LETTERS));
    sources.archived().read(settings.dates(), ledger, of(stages, Stage.ARCHIVE));
    boolean settled = isPast(watermark, scanned);
    if (settled) {
      lookUpAgain(ledger);
    }
    Findings findings = ledger.findings(settled, NAMED);
    return new Report(
        findings, verdict(findings.total(), erasing), scanned, watermark, unnamed, erasing);
  }

  private static Progress of(Map<Stage, Progress> stages, Stage stage) {
    return stages.getOrDefault(stage, items -> {});
  }

  private Optional<Instant> awaited(Instant scanned, Progress polls) throws InterruptedException {
    Instant end = scanned.plus(settings.patience());
    Optional<Instant> watermark = sources.reach().archive();
    while (!isPast(watermark, scanned) && clock.instant().isBefore(end)) {
      Thread.sleep(settings.poll());
      polls.more(1);
      watermark = sources.reach().archive();
    }
    return watermark;
  }

  private boolean isPast(Optional<Instant> watermark, Instant scanned) {
    return watermark.isPresent() && !watermark.get().isBefore(scanned.plus(settings.margin()));
  }

  private void lookUpAgain(Ledger ledger) {
    List<UUID> missing = ledger.missing();
    for (int from = 0; from < missing.size(); from += LOOKED_UP_AT_ONCE) {
      List<UUID> some = missing.subList(from, Math.min(missing.size(), from + LOOKED_UP_AT_ONCE));
      sources.claims().now(some).forEach(ledger::is);
    }
  }

  private static Verdict verdict(Counts total, boolean erasing) {
    if (total.troubles().missing() > 0 || total.troubles().resurfaced() > 0 && !erasing) {
      return Verdict.DIFFERENT;
    }
    return total.inTransit() > 0 || total.troubles().resurfaced() > 0
        ? Verdict.UNDECIDED
        : Verdict.EVEN;
  }
}
