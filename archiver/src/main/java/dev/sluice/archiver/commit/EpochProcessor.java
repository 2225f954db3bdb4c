package dev.sluice.archiver.commit;

import dev.sluice.archiver.change.ChangeDecoder;
import dev.sluice.archiver.commit.SealRule.Reason;
import dev.sluice.archiver.spool.SealedEpoch;
import dev.sluice.archiver.spool.SpoolDirectory;
import dev.sluice.stream.Commits;
import dev.sluice.stream.CommittingProcessor;
import dev.sluice.stream.RecordBatch;
import dev.sluice.stream.SequenceNumber;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import dev.sluice.stream.StartOver;
import dev.sluice.stream.StreamRecord;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way of every change of a shard: decode → spool, and once the epoch is large or old enough,
/// all of it is committed by [EpochCommit]. An epoch ends only where the sequence number changes.
///
/// Whatever is open when the lease goes is read again by the next owner. One that finds an epoch
/// announced makes exactly that one first.
public final class EpochProcessor implements CommittingProcessor {
  private static final Logger LOG = LoggerFactory.getLogger(EpochProcessor.class);

  /// A first guess, for an archive of small events.
  private static final double COMPRESSION = 0.25;

  private final Setup setup;
  private final ShardControl control;
  private final WatermarkClock watermark;
  private Optional<PreparedEpoch> announced;
  private @Nullable OpenEpoch open;
  private @Nullable SequenceNumber taken;
  private double compression = COMPRESSION;

  /// What the processors of all shards share.
  public record Setup(
      ChangeDecoder decoder,
      SpoolDirectory spools,
      SealRule rule,
      EpochCommit commit,
      Clock clock) {}

  /// @param state what was announced and not committed, as [PreparedEpoch] wrote it
  public EpochProcessor(Setup setup, ShardControl control, Optional<byte[]> state) {
    this.setup = setup;
    this.control = control;
    this.watermark = new WatermarkClock(setup.clock());
    this.announced = state.map(PreparedEpoch::read);
  }

  @Override
  public void process(RecordBatch batch, Commits commits)
      throws ShardReleased, InterruptedException, StartOver {
    watermark.batchBegins();
    try {
      control.enter("spool");
      for (StreamRecord record : batch.records()) {
        if (!wasTaken(record.sequence())) {
          sealBefore(record.sequence(), commits);
          take(record);
        }
      }
      sealIfDue(commits);
    } catch (UncheckedIOException e) {
      throw new StartOver("the spool is lost: " + e.getMessage(), e);
    }
    report(batch);
  }

  /// When a batch is repeated, what was taken of it is taken already.
  private boolean wasTaken(SequenceNumber at) {
    return taken != null && at.compareTo(taken) <= 0;
  }

  private void take(StreamRecord record) {
    OpenEpoch epoch = open;
    if (epoch == null) {
      forgetUnlessFirst(record.sequence());
      epoch = new OpenEpoch(setup.spools().newSpool(), record, setup.clock().instant());
      open = epoch;
    }
    byte[] data = new byte[record.data().remaining()];
    record.data().get(data);
    epoch.take(record, setup.decoder().decode(data));
    taken = record.sequence();
  }

  /// An announced epoch whose first record has left the stream cannot be made again. What was
  /// uploaded of it stays, the rest comes in other files; what is in both, compaction removes.
  private void forgetUnlessFirst(SequenceNumber at) {
    if (announced.isPresent() && !announced.get().first().equals(at)) {
      LOG.warn(
          "{}: the epoch from {} was announced, but the stream begins at {} now",
          control.shard(),
          announced.get().first().number(),
          at.number());
      announced = Optional.empty();
      setup.commit().meters().lostRecovery();
    }
  }

  private void sealBefore(SequenceNumber next, Commits commits)
      throws ShardReleased, InterruptedException {
    if (taken != null && !next.number().equals(taken.number())) {
      sealIfDue(commits);
    }
  }

  private void sealIfDue(Commits commits) throws ShardReleased, InterruptedException {
    OpenEpoch epoch = open;
    if (epoch != null) {
      Optional<Reason> due = due(epoch);
      if (due.isPresent()) {
        seal(epoch, due.get(), commits);
      }
    }
  }

  /// Size and age do not count until exactly the record where the announced epoch ends.
  private Optional<Reason> due(OpenEpoch epoch) {
    if (announced.isEmpty()) {
      return epoch.due(setup.rule(), compression, setup.clock().instant());
    }
    return epoch.last().equals(announced.get().last())
        ? Optional.of(Reason.RECOVERY)
        : Optional.empty();
  }

  private void seal(OpenEpoch epoch, Reason reason, Commits commits)
      throws ShardReleased, InterruptedException {
    long spooled = epoch.spool().status().bytes();
    SealedEpoch sealed = setup.commit().commit(epoch, announced, control, commits);
    setup.commit().meters().committed(epoch, sealed, reason);
    if (sealed.bytes() > 0) {
      compression = (double) sealed.bytes() / spooled;
    }
    watermark.committed(epoch.lastArrived());
    announced = Optional.empty();
    open = null;
    epoch.close();
  }

  private void report(RecordBatch batch) throws ShardReleased, InterruptedException {
    boolean caughtUp = batch.behindLatest().isZero();
    OpenEpoch epoch = open;
    Optional<Instant> behind =
        caughtUp
            ? Optional.empty()
            : Optional.of(setup.clock().instant().minus(batch.behindLatest()));
    Instant oldest = epoch == null ? null : epoch.spool().status().oldestRemoval();
    setup
        .commit()
        .meters()
        .unarchived(
            this,
            oldest == null ? behind : behind.filter(oldest::isAfter).or(() -> Optional.of(oldest)));
    Optional<Instant> news =
        watermark.news(caughtUp, Optional.ofNullable(epoch).map(OpenEpoch::firstArrived));
    if (news.isPresent()) {
      setup.commit().publishWatermark(control, news.get(), false);
    }
  }

  @Override
  public void end(Commits commits) throws ShardReleased, InterruptedException, StartOver {
    try {
      OpenEpoch epoch = open;
      if (epoch != null) {
        seal(epoch, Reason.SHARD_END, commits);
      }
      setup.commit().publishWatermark(control, setup.clock().instant(), true);
    } catch (UncheckedIOException e) {
      throw new StartOver("the spool is lost: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    setup.commit().meters().closed(this);
    if (open != null) {
      open.close();
    }
  }
}
