package dev.sluice.archiver.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.archive.parquet.FileLayout;
import dev.sluice.archive.row.ArchiveFile;
import dev.sluice.archive.row.Epoch;
import dev.sluice.archive.row.Partition;
import dev.sluice.stream.SequenceNumber;
import dev.sluice.stream.ShardRef;
import java.math.BigInteger;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// What was announced of an epoch before its upload: enough to make the same files again, and to
/// find those that are not made again.
///
/// As text, a line each: version, first and last sequence number, layout, files.
///
/// @param first record of the epoch
/// @param last record of the epoch
/// @param files that were or will be uploaded
record PreparedEpoch(
    SequenceNumber first, SequenceNumber last, FileLayout layout, SortedSet<Made> files) {
  private static final String VERSION = "1";
  private static final int HEAD_LINES = 4;

  PreparedEpoch {
    files = new TreeSet<>(files);
  }

  /// A file within its epoch.
  record Made(Partition partition, int part) implements Comparable<Made> {
    @Override
    public int compareTo(Made other) {
      int byPartition = partition.compareTo(other.partition);
      return byPartition == 0 ? Integer.compare(part, other.part) : byPartition;
    }

    ArchiveFile in(Epoch epoch) {
      return new ArchiveFile(partition, epoch, part);
    }
  }

  Epoch epoch(ShardRef shard) {
    return new Epoch(shard.streamCreated(), shard.shardId(), first.number(), last.number());
  }

  byte[] bytes() {
    StringBuilder text = new StringBuilder();
    text.append(VERSION).append('\n');
    text.append(line(first)).append('\n');
    text.append(line(last)).append('\n');
    text.append(layout.rowsPerFile()).append(' ').append(layout.rowsPerGroup()).append(' ');
    text.append(layout.groupBytes()).append(' ').append(layout.level()).append('\n');
    files.forEach(
        file -> text.append(file.part()).append(' ').append(file.partition().path()).append('\n'));
    return text.toString().getBytes(UTF_8);
  }

  /// @throws IllegalStateException when another version wrote it
  static PreparedEpoch read(byte[] state) {
    List<String> lines = new String(state, UTF_8).lines().toList();
    if (lines.size() < HEAD_LINES || !lines.getFirst().equals(VERSION)) {
      throw new IllegalStateException(
          "an epoch is pending in a form that this archiver does not know; run the version that"
              + " began it until it has committed");
    }
    SortedSet<Made> files = new TreeSet<>();
    lines.stream().skip(HEAD_LINES).map(PreparedEpoch::file).forEach(files::add);
    return new PreparedEpoch(
        sequence(lines.get(1)), sequence(lines.get(2)), layout(lines.get(3)), files);
  }

  private static String line(SequenceNumber at) {
    return at.number() + " " + at.subNumber();
  }

  private static SequenceNumber sequence(String line) {
    int space = line.indexOf(' ');
    return new SequenceNumber(
        new BigInteger(line.substring(0, space)), Long.parseLong(line.substring(space + 1)));
  }

  private static FileLayout layout(String line) {
    String[] parts = line.split(" ", -1);
    return new FileLayout(
        Integer.parseInt(parts[0]),
        Integer.parseInt(parts[1]),
        Long.parseLong(parts[2]),
        Integer.parseInt(parts[3]));
  }

  private static Made file(String line) {
    int space = line.indexOf(' ');
    Partition partition =
        Partition.parse(line.substring(space + 1))
            .orElseThrow(() -> new IllegalStateException("no partition: " + line));
    return new Made(partition, Integer.parseInt(line.substring(0, space)));
  }
}
