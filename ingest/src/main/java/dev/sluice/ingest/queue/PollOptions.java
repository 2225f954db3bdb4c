package dev.sluice.ingest.queue;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import java.time.Duration;

/// How messages are taken from the queue.
///
/// @param pollers that ask for messages side by side
/// @param messagesPerReceive at most 10, as SQS has it
/// @param inFlight messages that are held at once, over all pollers; no more are asked for
/// @param longPoll how long an empty queue keeps a poller waiting, up to 20 s; a stop waits as long
/// @param visibility for how long a message is hidden from others; renewed while it is held, so it
///   is also how long the messages of a worker that died stay hidden
/// @param patience after which events that the stream did not acknowledge are offered again
@Context
@ConfigurationProperties("sluice.ingest.sqs.poll")
public record PollOptions(
    int pollers,
    int messagesPerReceive,
    int inFlight,
    Duration longPoll,
    Duration visibility,
    Duration patience) {

  public PollOptions {
    within("pollers", pollers, 1, 64);
    within("messages-per-receive", messagesPerReceive, 1, SubmissionQueue.BATCH);
    within("in-flight", inFlight, 1, 100_000);
    within("long-poll", longPoll, Duration.ZERO, Duration.ofSeconds(20));
    within("visibility", visibility, Duration.ofSeconds(3), Duration.ofHours(1));
    within("patience", patience, Duration.ofMillis(100), Duration.ofMinutes(2));
  }

  private static <T extends Comparable<T>> void within(String name, T value, T least, T most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "sluice.ingest.sqs.poll.%s \"%s\" is not in %s..%s".formatted(name, value, least, most));
    }
  }
}
