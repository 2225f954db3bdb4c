package dev.sluice.e2e.cloud.kubernetes;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// What a value has to look like.
sealed interface Shape {
  /// A text, a whole number, a number, a truth value, or anything.
  enum Scalar implements Shape {
    TEXT("a text"),
    WHOLE("a whole number"),
    NUMBER("a number"),
    TRUTH("true or false"),
    TEXT_OR_WHOLE("a text or a whole number"),
    QUANTITY("a quantity such as 500m, 2 or 1Gi"),
    ANY("anything");

    private final String words;

    Scalar(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  record ListOf(Shape element) implements Shape {}

  record MapOf(Shape value) implements Shape {}

  /// An object with these members and no others.
  ///
  /// @param members late, because shapes contain themselves
  /// @param required members that have to be there
  record Members(String name, Supplier<Map<String, Shape>> members, Set<String> required)
      implements Shape {}
}
