package dev.sluice.local.kinesis.stream;

import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The tags of one stream or consumer, ordered by key. Thread-safe.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_AddTagsToStream.html>
public final class Tags {

  private static final int MAX_TAGS = 50;

  private final SortedMap<String, String> values = new TreeMap<>();

  public synchronized void add(Map<String, String> added) {
    SortedMap<String, String> after = new TreeMap<>(values);
    after.putAll(added);
    if (after.size() > MAX_TAGS) {
      throw ErrorType.INVALID_ARGUMENT.because(
          "%d tags are too many; at most %d are accepted".formatted(after.size(), MAX_TAGS));
    }
    values.putAll(added);
  }

  public synchronized void remove(Collection<String> keys) {
    values.keySet().removeAll(keys);
  }

  public synchronized SortedMap<String, String> all() {
    return new TreeMap<>(values);
  }
}
