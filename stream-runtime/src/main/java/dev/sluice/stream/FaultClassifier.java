package dev.sluice.stream;

/// Tells which [FaultKind] an exception is. A pure function.
@FunctionalInterface
public interface FaultClassifier {
  FaultKind classify(Throwable fault);
}
