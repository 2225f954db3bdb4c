package dev.sluice.e2e.guarantee;

import java.util.List;

/// A promise that was not kept, and by which exact event, place, device or process it shows.
///
/// @param ids what to look for in the logs: event ids first, then places
/// @param expected what would have kept the promise
public record Breach(String promise, List<String> ids, String found, String expected) {
  public Breach {
    ids = List.copyOf(ids);
  }

  @Override
  public String toString() {
    return promise + " " + String.join(" ", ids) + ": " + found + "; expected " + expected;
  }
}
