package dev.sluice.e2e.deadletters;

import java.util.List;

/// What to send again, and how.
///
/// @param refs these letters; those of the filter if empty
/// @param perSecond letters at most
record ReplaySettings(
    List<LetterRef> refs,
    LetterFilter filter,
    ReplayPolicy policy,
    Preparation preparation,
    int perSecond) {

  ReplaySettings {
    refs = List.copyOf(refs);
    if (perSecond < 1 || perSecond > 100_000) {
      throw new IllegalArgumentException(
          "--rate " + perSecond + " is not in 1..100000 letters a second");
    }
  }
}
