package dev.sluice.e2e.guarantee;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A change to the history of a [Sample] run, and what must be found in it.
///
/// @param breaches promise and what it names, each as `PROMISE id place …`, sorted
record Forgery(String what, Consumer<ForgedRun> forge, List<String> breaches) {
  static Forgery of(String what, Consumer<ForgedRun> forge, String... breaches) {
    return new Forgery(what, forge, Stream.of(breaches).sorted().toList());
  }

  @Override
  public String toString() {
    return what;
  }
}
