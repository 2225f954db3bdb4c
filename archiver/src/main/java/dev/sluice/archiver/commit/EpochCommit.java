package dev.sluice.archiver.commit;

import dev.sluice.archive.catalog.ArchiveBucket;
import dev.sluice.archive.catalog.Manifests;
import dev.sluice.archive.parquet.FileLayout;
import dev.sluice.archive.row.ArchiveFile;
import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.archive.row.Epoch;
import dev.sluice.archive.row.Partition;
import dev.sluice.archiver.commit.PreparedEpoch.Made;
import dev.sluice.archiver.spool.SealedEpoch;
import dev.sluice.archiver.spool.SealedFile;
import dev.sluice.stream.CallRefused;
import dev.sluice.stream.Commits;
import dev.sluice.stream.PatientCaller;
import dev.sluice.stream.Requests;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Makes an epoch durable, in an order that a crash anywhere leaves repeatable: dead letters → seal
/// → announce → upload → add to the manifests → look for erasures again → commit.
///
/// What was announced is made again by whoever starts over, as the same files. Safe for use by many
/// threads.
public final class EpochCommit {
  private final ArchiveStores stores;
  private final Manifests manifests;
  private final FileLayout layout;
  private final PatientCaller caller;
  private final Requests requests;
  private final ArchiveMeters meters;

  /// @param layout of files that are not announced yet
  public EpochCommit(
      ArchiveStores stores,
      FileLayout layout,
      PatientCaller caller,
      Requests requests,
      ArchiveMeters meters) {
    this.stores = stores;
    this.manifests = new Manifests(stores.bucket());
    this.layout = layout;
    this.caller = caller;
    this.requests = requests;
    this.meters = meters;
  }

  /// What the archive is written to, and what it heeds.
  public record ArchiveStores(
      ArchiveBucket bucket, ChangeLetters letters, Erasures erasures, Watermarks watermarks) {}

  ArchiveMeters meters() {
    return meters;
  }

  /// Returns when every record of the epoch is a row, a dead letter or ignored for ever, and the
  /// shard is committed up to its last.
  ///
  /// @param announced by an earlier attempt to commit the very same records
  /// @return what was sealed
  SealedEpoch commit(
      OpenEpoch epoch, Optional<PreparedEpoch> announced, ShardControl control, Commits commits)
      throws ShardReleased, InterruptedException {
    control.enter("dead_letter");
    if (!epoch.refused().isEmpty()) {
      epoch.forget(call("erasures.read", stores.erasures()::read, control));
    }
    stores.letters().write(epoch.refused(), control);
    if (announced.isEmpty() && epoch.spool().status().isEmpty()) {
      commits.commit(epoch.last());
      return new SealedEpoch(List.of(), 0);
    }
    Attempt attempt = new Attempt(epoch, announced, control);
    SealedEpoch sealed = attempt.untilNoErasureComesBetween(commits);
    commits.commit(epoch.last());
    return sealed;
  }

  private <T> T call(String operation, Callable<T> call, ShardControl control)
      throws ShardReleased, InterruptedException {
    try {
      return caller.call(operation, call, control);
    } catch (CallRefused e) {
      throw new IllegalStateException(operation + " is refused for good", e);
    }
  }

  /// One commit.
  private final class Attempt {
    private final OpenEpoch open;
    private final Epoch epoch;
    private final FileLayout files;
    private final ShardControl control;
    private final SortedSet<Made> announced;

    private Attempt(OpenEpoch open, Optional<PreparedEpoch> announced, ShardControl control) {
      this.open = open;
      this.control = control;
      this.files = announced.map(PreparedEpoch::layout).orElse(layout);
      this.announced = announced.map(PreparedEpoch::files).orElseGet(TreeSet::new);
      this.epoch =
          new PreparedEpoch(open.first(), open.last(), files, this.announced)
              .epoch(control.shard());
    }

    /// An erasure that is written after the last look finds all files in the manifests; one that is
    /// written before is heeded here.
    SealedEpoch untilNoErasureComesBetween(Commits commits)
        throws ShardReleased, InterruptedException {
      Map<String, Instant> erased = call("erasures.read", stores.erasures()::read);
      while (true) {
        SealedEpoch sealed = publish(erased, commits);
        Map<String, Instant> now = call("erasures.read", stores.erasures()::read);
        if (now.equals(erased)) {
          return sealed;
        }
        erased = now;
      }
    }

    private SealedEpoch publish(Map<String, Instant> erased, Commits commits)
        throws ShardReleased, InterruptedException {
      SealedEpoch sealed = meters.timed("seal", control, () -> seal(erased));
      SortedSet<Made> made = new TreeSet<>();
      sealed.files().forEach(f -> made.add(new Made(f.file().partition(), f.file().part())));
      announced.addAll(made);
      commits.prepare(
          open.last(), new PreparedEpoch(open.first(), open.last(), files, announced).bytes());
      meters.timed("upload", control, () -> upload(sealed.files()));
      meters.timed("manifest", control, () -> register(made));
      return sealed;
    }

    private SealedEpoch seal(Map<String, Instant> erased) throws InterruptedException {
      return open.spool().seal(epoch, files, isKept(erased), this::stillOurs);
    }

    private void stillOurs() throws InterruptedException {
      if (!control.mayContinue()) {
        throw new InterruptedException("the shard has to be let go");
      }
      control.progressed();
    }

    private List<SealedFile> upload(List<SealedFile> sealed)
        throws ShardReleased, InterruptedException {
      return inParallel(
          sealed,
          file ->
              () -> {
                stores.bucket().upload(file.file().path(), file.path());
                return file;
              },
          "archive.put");
    }

    /// Files that were announced before and are not made any more must not stay.
    private List<Partition> register(SortedSet<Made> made)
        throws ShardReleased, InterruptedException {
      SortedSet<Made> gone = new TreeSet<>(announced);
      gone.removeAll(made);
      inParallel(
          byPartition(gone),
          some ->
              () -> {
                manifests.remove(some.partition(), some.keys());
                stores.bucket().delete(some.keys());
                return some.partition();
              },
          "manifest.remove");
      return inParallel(
          byPartition(made),
          some ->
              () -> {
                manifests.add(some.partition(), some.keys());
                return some.partition();
              },
          "manifest.add");
    }

    private record Keys(Partition partition, List<String> keys) {}

    private List<Keys> byPartition(Collection<Made> made) {
      return made.stream()
          .map(file -> file.in(epoch))
          .collect(
              Collectors.groupingBy(
                  ArchiveFile::partition,
                  Collectors.mapping(ArchiveFile::path, Collectors.toList())))
          .entrySet()
          .stream()
          .map(entry -> new Keys(entry.getKey(), entry.getValue()))
          .toList();
    }

    private <I, R> List<R> inParallel(
        List<I> items, Function<I, Callable<R>> toCall, String operation)
        throws ShardReleased, InterruptedException {
      return requests.inParallel(
          items, 1, one -> List.of(call(operation, toCall.apply(one.getFirst()))));
    }

    private <T> T call(String operation, Callable<T> call)
        throws ShardReleased, InterruptedException {
      return EpochCommit.this.call(operation, call, control);
    }
  }

  private static Predicate<ArchiveRow> isKept(Map<String, Instant> erased) {
    return row -> {
      Instant until = erased.get(row.event().deviceId());
      return until == null || row.event().receivedTime().isAfter(until);
    };
  }

  /// @see Watermarks
  void publishWatermark(ShardControl control, Instant watermark, boolean ended)
      throws ShardReleased, InterruptedException {
    call(
        "watermark.put",
        () -> {
          stores.watermarks().publish(control.shard(), watermark, ended);
          return true;
        },
        control);
  }
}
