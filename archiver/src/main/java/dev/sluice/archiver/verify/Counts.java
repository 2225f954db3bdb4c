package dev.sluice.archiver.verify;

/// Where the stored events are, each counted once: where it has come furthest.
///
/// @param present in the table of events, and not yet archived
/// @param inFlight claimed by a record that the consumer has not finished
/// @param inTransit found nowhere, while the archiver may still be on its way with them
/// @param archived in a row of the archive
/// @param refused in a dead letter of the archiver
/// @param erased claims that an erasure left without their event
public record Counts(
    long present,
    long inFlight,
    long inTransit,
    long archived,
    long refused,
    long erased,
    Troubles troubles,
    Notes notes) {
  public static final Counts NONE =
      new Counts(0, 0, 0, 0, 0, 0, new Troubles(0, 0), new Notes(0, 0));

  /// What should not be.
  ///
  /// @param missing claimed, and found nowhere although everybody is past it
  /// @param resurfaced erased, and found all the same
  public record Troubles(long missing, long resurfaced) {}

  /// What may be.
  ///
  /// @param repeated events in more than one row: compaction leaves one
  /// @param unclaimed events found without a claim: it has expired, or is younger than the scan
  public record Notes(long repeated, long unclaimed) {}

  /// All ids that are or were claimed.
  public long stored() {
    return present + inFlight + inTransit + archived + refused + erased + troubles.missing();
  }

  public long difference() {
    return troubles.missing() + troubles.resurfaced();
  }

  public Counts plus(Counts other) {
    return new Counts(
        present + other.present,
        inFlight + other.inFlight,
        inTransit + other.inTransit,
        archived + other.archived,
        refused + other.refused,
        erased + other.erased,
        new Troubles(
            troubles.missing() + other.troubles.missing(),
            troubles.resurfaced() + other.troubles.resurfaced()),
        new Notes(
            notes.repeated() + other.notes.repeated(),
            notes.unclaimed() + other.notes.unclaimed()));
  }
}
