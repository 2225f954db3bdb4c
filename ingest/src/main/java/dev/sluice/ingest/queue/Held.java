package dev.sluice.ingest.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The messages in hand, a bounded number, and since when each is hidden from others.
final class Held {
  private final Semaphore room;
  private final int most;
  private final Clock clock;
  private final Map<Delivery, Instant> hiddenSince = new ConcurrentHashMap<>();

  Held(int most, Clock clock) {
    this.room = new Semaphore(most);
    this.most = most;
    this.clock = clock;
  }

  /// Reserves room for up to so many, waiting a while for the first.
  ///
  /// @return for how many there is; 0 if for none
  int reserve(int wanted, Duration patience) throws InterruptedException {
    if (!room.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      return 0;
    }
    int more = Math.min(wanted - 1, room.availablePermits());
    return more > 0 && room.tryAcquire(more) ? 1 + more : 1;
  }

  void giveBack(int reserved) {
    room.release(reserved);
  }

  /// Takes up reserved room.
  void add(Delivery delivery) {
    hiddenSince.put(delivery, clock.instant());
  }

  void remove(Delivery delivery) {
    hiddenSince.remove(delivery);
    room.release();
  }

  void wasHidden(List<Delivery> some) {
    Instant now = clock.instant();
    some.forEach(delivery -> hiddenSince.replace(delivery, now));
  }

  /// Those that have been hidden for so long without a renewal.
  List<Delivery> hiddenFor(Duration time) {
    Instant before = clock.instant().minus(time);
    return hiddenSince.entrySet().stream()
        .filter(held -> !held.getValue().isAfter(before))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// @return whether there came to be none within that time
  boolean awaitNone(Duration time) throws InterruptedException {
    boolean none = room.tryAcquire(most, time.toNanos(), TimeUnit.NANOSECONDS);
    if (none) {
      room.release(most);
    }
    return none;
  }

  int count() {
    return hiddenSince.size();
  }
}
