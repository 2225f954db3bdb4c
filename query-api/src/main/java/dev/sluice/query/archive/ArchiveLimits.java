package dev.sluice.query.archive;

/// What one question may cost. A question that reaches a bound it can stop at answers what it has
/// and says where to go on.
///
/// @param days whose manifests are looked for
/// @param partitions whose manifests are read; a day of more is refused
/// @param filesOfDay that the manifests of one day may list; more are refused
/// @param outlines that are fetched, a request each
/// @param files that are read from, a few requests each
/// @param filesAtOnePlace that are read from though nothing could be answered without; more are
///   refused
/// @param payloadBytes that are answered, about
/// @param parallel requests at a time
record ArchiveLimits(
    int days,
    int partitions,
    int filesOfDay,
    int outlines,
    int files,
    int filesAtOnePlace,
    long payloadBytes,
    int parallel) {
  static final ArchiveLimits DEFAULT =
      new ArchiveLimits(62, 500, 10_000, 1_000, 64, 512, 8L << 20, 8);

  /// Of one file, so that those read at a time do not hold much more than is answered.
  long payloadBytesOfFile() {
    return Math.max(1, payloadBytes / 4);
  }
}
