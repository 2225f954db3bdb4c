package dev.sluice.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeckTest {
  @Test
  void everyCardComesOnceBeforeAnyComesAgain() {
    List<Integer> cards = List.of(1, 2, 3, 4, 5);
    Deck<Integer> deck = new Deck<>(cards, new SplittableRandom(1));

    List<Integer> first = Stream.generate(deck::deal).limit(5).toList();
    List<Integer> second = Stream.generate(deck::deal).limit(5).toList();

    assertThat(first).containsExactlyInAnyOrderElementsOf(cards);
    assertThat(second).containsExactlyInAnyOrderElementsOf(cards).isNotEqualTo(first);
  }
}
