package dev.sluice.ingest.publish;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A stream in memory. Acknowledges at once, unless told to hold back, to be full or to be away.
public final class InMemoryPublisher implements Publisher {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final List<StreamEntry> stream = new ArrayList<>();
  private final List<Held> held = new ArrayList<>();
  private Mode mode = Mode.ACKNOWLEDGE;

  /// What becomes of the next offers.
  public enum Mode {
    ACKNOWLEDGE,
    HOLD,
    FULL,
    AWAY
  }

  private record Held(List<StreamEntry> entries, CompletableFuture<Void> acknowledged) {}

  public synchronized void become(Mode next) {
    mode = next;
  }

  /// What was acknowledged, in the order of the stream.
  public synchronized List<StreamEntry> stream() {
    return List.copyOf(stream);
  }

  public synchronized int waiting() {
    return held.stream().mapToInt(offer -> offer.entries().size()).sum();
  }

  /// Acknowledges what is held back.
  public void release() {
    for (Held offer : take()) {
      synchronized (this) {
        stream.addAll(offer.entries());
      }
      offer.acknowledged().complete(null);
    }
  }

  /// Fails what is held back, as when the patience of its caller ends.
  public void fail() {
    take()
        .forEach(offer ->
            offer
                .acknowledged()
                .completeExceptionally(new NotAcknowledgedException("held back for too long")));
  }

  private synchronized List<Held> take() {
    List<Held> all = List.copyOf(held);
    held.clear();
    return all;
  }

  @Override
  public synchronized Offer offer(List<StreamEntry> entries, Duration patience) {
    return switch (mode) {
      case FULL -> new Offer.Full(RETRY_AFTER);
      case AWAY -> new Offer.Away(RETRY_AFTER);
      case ACKNOWLEDGE -> {
        stream.addAll(entries);
        yield new Offer.Taken(CompletableFuture.completedFuture(null));
      }
      case HOLD -> {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        held.add(new Held(List.copyOf(entries), acknowledged));
        yield new Offer.Taken(acknowledged);
      }
    };
  }

  @Override
  public synchronized State state() {
    return mode == Mode.AWAY ? State.AWAY : State.OPEN;
  }
}
