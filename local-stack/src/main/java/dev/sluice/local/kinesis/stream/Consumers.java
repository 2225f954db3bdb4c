package dev.sluice.local.kinesis.stream;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The enhanced fan-out consumers of one stream: at most 20. Thread-safe.
///
/// Source:
/// <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_RegisterStreamConsumer.html>
public final class Consumers {

  private static final int MAX_CONSUMERS = 20;

  private final StreamIdentity stream;
  private final Clock clock;
  private final SortedMap<String, RegisteredConsumer> byName = new TreeMap<>();

  Consumers(StreamIdentity stream, Clock clock) {
    this.stream = stream;
    this.clock = clock;
  }

  public synchronized RegisteredConsumer register(String name) {
    if (byName.containsKey(name)) {
      throw ErrorType.RESOURCE_IN_USE.because(
          "Consumer %s of stream %s already exists.".formatted(name, stream.name()));
    }
    if (byName.size() >= MAX_CONSUMERS) {
      throw ErrorType.LIMIT_EXCEEDED.because(
          "Stream %s has %d consumers, the most it can have."
              .formatted(stream.name(), MAX_CONSUMERS));
    }
    Instant now = clock.instant();
    String arn = stream.arn() + "/consumer/" + name + ":" + now.getEpochSecond();
    RegisteredConsumer registered =
        new RegisteredConsumer(name, arn, stream.arn(), now, new Tags());
    byName.put(name, registered);
    return registered;
  }

  public synchronized Optional<RegisteredConsumer> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  public synchronized Optional<RegisteredConsumer> withArn(String arn) {
    return byName.values().stream().filter(has(arn)).findFirst();
  }

  public synchronized void deregister(RegisteredConsumer consumer) {
    byName.remove(consumer.name());
  }

  /// Ordered by name.
  public synchronized List<RegisteredConsumer> all() {
    return List.copyOf(byName.values());
  }

  private static Predicate<RegisteredConsumer> has(String arn) {
    return consumer -> consumer.arn().equals(arn);
  }
}
