package dev.sluice.archiver.erase;

/// Is told how far an erasure has come. Safe for use by many threads.
public interface ErasureProgress {
  /// A step begins.
  void step(String name);

  /// Where the step stands; replaces what was said before.
  void at(String state);
}
