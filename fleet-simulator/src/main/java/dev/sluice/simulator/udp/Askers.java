package dev.sluice.simulator.udp;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Who asked for events, each until its lease ends. A device's events all go to one of them, as
/// long as they stay the same.
final class Askers {
  private static final int MOST = 16;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<SocketAddress, Long> leases = new LinkedHashMap<>();
  private long requests;

  /// @param now nanoseconds that never go back
  void asked(SocketAddress who, PullRequest request, long now) {
    lock.lock();
    try {
      requests++;
      leases.values().removeIf(end -> end - now <= 0);
      if (request.lease().isZero()) {
        leases.remove(who);
      } else if (leases.containsKey(who) || leases.size() < MOST) {
        leases.put(who, now + request.lease().toNanos());
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  long requests() {
    lock.lock();
    try {
      return requests;
    } finally {
      lock.unlock();
    }
  }

  /// @return empty while nobody asks
  Optional<SocketAddress> of(String device, long now) {
    lock.lock();
    try {
      leases.values().removeIf(end -> end - now <= 0);
      List<SocketAddress> askers = new ArrayList<>(leases.keySet());
      return askers.isEmpty()
          ? Optional.empty()
          : Optional.of(askers.get(Math.floorMod(device.hashCode(), askers.size())));
    } finally {
      lock.unlock();
    }
  }

  /// Waits for a request, but no longer than this.
  void await(Duration most) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (leases.isEmpty()) {
        boolean unused = changed.await(most.toNanos(), TimeUnit.NANOSECONDS);
      }
    } finally {
      lock.unlock();
    }
  }
}
