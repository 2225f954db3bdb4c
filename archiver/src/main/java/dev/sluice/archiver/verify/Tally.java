package dev.sluice.archiver.verify;

/// [Counts] in the making.
final class Tally {
  long present;
  long inFlight;
  long inTransit;
  long archived;
  long refused;
  long erased;
  long missing;
  long resurfaced;
  long repeated;
  long unclaimed;

  Counts counts() {
    return new Counts(
        present,
        inFlight,
        inTransit,
        archived,
        refused,
        erased,
        new Counts.Troubles(missing, resurfaced),
        new Counts.Notes(repeated, unclaimed));
  }
}
