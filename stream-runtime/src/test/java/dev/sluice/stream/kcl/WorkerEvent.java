package dev.sluice.stream.kcl;

import java.util.Optional;

/// What a [WorkerProcess] tells of itself.
///
/// @param worker its identifier in the lease table
/// @param atMillis by the clock of the machine, epoch milliseconds
/// @param shardId `-` where it concerns none
/// @param sequenceNumber of the record; `-` where it concerns none
record WorkerEvent(String worker, long atMillis, Kind kind, String shardId, String sequenceNumber) {
  enum Kind {
    STARTED,
    PROCESSED,
    HOLDS,
    CLOSED
  }

  private static final String MARK = "@worker";

  static String line(long atMillis, Kind kind, String subject, String detail) {
    return String.join(" ", MARK, Long.toString(atMillis), kind.name(), subject, detail);
  }

  /// What a line of output says; nothing where it is no event, but the log.
  static Optional<WorkerEvent> read(String worker, String line) {
    if (!line.startsWith(MARK)) {
      return Optional.empty();
    }
    String[] words = line.split(" ");
    return Optional.of(
        new WorkerEvent(
            worker, Long.parseLong(words[1]), Kind.valueOf(words[2]), words[3], words[4]));
  }
}
