package dev.sluice.query.read;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of an ordered answer.
///
/// @param next where to go on, in words of the repository that said it; null at the end
public record Slice<T>(List<T> items, @Nullable String next) {
  public Slice {
    items = List.copyOf(items);
  }
}
