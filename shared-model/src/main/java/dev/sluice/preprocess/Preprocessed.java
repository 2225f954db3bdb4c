package dev.sluice.preprocess;

import dev.sluice.model.Event;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Rejection;

/// What preprocessing made of a raw event.
public sealed interface Preprocessed {
  record Accepted(Event event, Fingerprint fingerprint) implements Preprocessed {}

  record Rejected(Rejection rejection) implements Preprocessed {}
}
