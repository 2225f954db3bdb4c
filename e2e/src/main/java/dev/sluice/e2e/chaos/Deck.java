package dev.sluice.e2e.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Deals each of its cards once before any comes again, each time in another order: so that a short
/// run meets as much as it can. Never empty.
final class Deck<T> {
  private final List<T> cards;
  private final RandomGenerator random;
  private final List<T> left = new ArrayList<>();

  Deck(List<T> cards, RandomGenerator random) {
    this.cards = List.copyOf(cards);
    this.random = random;
  }

  T deal() {
    if (left.isEmpty()) {
      left.addAll(cards);
    }
    return left.remove(random.nextInt(left.size()));
  }
}
