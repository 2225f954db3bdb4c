package dev.sluice.archiver.verify;

/// Told of work that goes on. Called by several threads at once.
@FunctionalInterface
public interface Progress {
  void more(long items);
}
