package dev.sluice.archiver.spool;

/// Hears that sealing goes on: once a second while it waits for its turn, and after each partition.
@FunctionalInterface
public interface SealProgress {
  /// @throws InterruptedException to end it
  void made() throws InterruptedException;
}
