package dev.sluice.archiver.command;

import dev.sluice.archive.row.Partition;
import dev.sluice.archiver.compact.CompactionCounts;
import dev.sluice.archiver.compact.CompactionListener;
import java.io.PrintWriter;
import java.util.Locale;

/// Shows people how far a compaction is, and what came of it.
final class CompactionScreen implements CompactionListener {
  private final PrintWriter out;
  private final ProgressLine line;
  private int partitions;
  private long bytes;
  private int partitionsDone;
  private long bytesDone;
  private long rowsDone;
  private long bytesAtWork;
  private long rowsAtWork;

  CompactionScreen(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.line = ProgressLine.on(err);
  }

  @Override
  public void planned(int count, long size) {
    partitions = count;
    bytes = size;
    line.say(
        count == 0
            ? "Nothing to merge."
            : "Merging the files of " + count + " partition(s), " + Sizes.text(size) + ".");
  }

  @Override
  public void started(Partition partition, int files, long size) {
    bytesAtWork = size;
    rowsAtWork = 0;
    line.update(state());
  }

  @Override
  public void read(long rows) {
    rowsAtWork = rows;
    line.update(state());
  }

  @Override
  public void finished(Partition partition, Outcome outcome) {
    switch (outcome) {
      case MERGED -> {}
      case OVERTAKEN ->
          line.say(partition.path() + " was changed meanwhile; the next run takes it.");
      case YOUNG ->
          line.say(
              partition.path()
                  + " has a file younger than --grace, whose epoch may not be committed yet; a later"
                  + " run takes it.");
    }
    done();
  }

  @Override
  public void failed(Partition partition, String why) {
    line.say(partition.path() + " is left as it is: " + why);
    done();
  }

  private void done() {
    partitionsDone++;
    bytesDone += bytesAtWork;
    rowsDone += rowsAtWork;
    bytesAtWork = 0;
    rowsAtWork = 0;
    line.update(state());
  }

  private ProgressLine.State state() {
    long rows = rowsDone + rowsAtWork;
    return new ProgressLine.State(
        bytes == 0 ? 1 : bytesDone / (double) bytes,
        String.format(
            Locale.ROOT,
            "%,d of %,d partitions  %s of %s  %,d rows",
            partitionsDone,
            partitions,
            Sizes.text(bytesDone),
            Sizes.text(bytes),
            rows),
        rows);
  }

  void summary(CompactionCounts counts) {
    if (partitions > 0) {
      line.finish(state());
    }
    out.printf(
        Locale.ROOT,
        "Merged partitions: %,d; files: %,d (%s) became %,d (%s); rows: %,d; repeats left out: %,d.%n"
            + "Replaced objects deleted: %,d; partitions for a later run: %,d; failed: %,d.%n",
        counts.partitions(),
        counts.filesBefore(),
        Sizes.text(counts.bytesBefore()),
        counts.filesAfter(),
        Sizes.text(counts.bytesAfter()),
        counts.rows(),
        counts.repeated(),
        counts.deleted(),
        counts.waiting(),
        counts.failed());
    out.flush();
  }
}
