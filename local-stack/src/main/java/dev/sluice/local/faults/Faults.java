package dev.sluice.local.faults;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// The faults that are armed. Servers ask it before each call; tests arm and disarm.
///
/// Thread-safe. The first armed fault that matches a call is used up by it.
public final class Faults {

  /// An armed fault; [#disarm()] takes it back, [#hits()] counts the calls it has met.
  public static final class Armed {
    private final Service service;
    private final String operation;
    private final Fault fault;
    private final Chance chance;
    private final AtomicLong hits = new AtomicLong();
    private final Faults owner;

    private Armed(Faults owner, Service service, String operation, Fault fault, Chance chance) {
      this.owner = owner;
      this.service = service;
      this.operation = operation;
      this.fault = fault;
      this.chance = chance;
    }

    public void disarm() {
      owner.armed.remove(this);
    }

    public long hits() {
      return hits.get();
    }

    private boolean takes(Service calledService, String calledOperation) {
      if (service != calledService
          || !(operation.equals(ANY_OPERATION) || operation.equals(calledOperation))) {
        return false;
      }
      if (!chance.isTaken()) {
        return false;
      }
      hits.incrementAndGet();
      return true;
    }
  }

  /// Whether a call that matches is one of those to fail.
  private interface Chance {
    boolean isTaken();

    static Chance ofTimes(long times) {
      AtomicLong left = new AtomicLong(times);
      return () -> left.getAndDecrement() > 0;
    }

    static Chance ofShare(double share, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      return () -> {
        synchronized (random) {
          return random.nextDouble() < share;
        }
      };
    }
  }

  /// Matches every operation of a service.
  public static final String ANY_OPERATION = "*";

  private final List<Armed> armed = new CopyOnWriteArrayList<>();

  /// Arms a fault for the next `times` calls of an operation (`PutRecords`, `BatchWriteItem`, …, or
  /// [#ANY_OPERATION]).
  public Armed arm(Service service, String operation, Fault fault, long times) {
    if (times < 1) {
      throw new IllegalArgumentException("times " + times + " is not at least 1");
    }
    return add(new Armed(this, service, operation, fault, Chance.ofTimes(times)));
  }

  private Armed add(Armed added) {
    armed.add(added);
    return added;
  }

  /// Arms a fault until it is disarmed: an outage.
  public Armed armUntilDisarmed(Service service, String operation, Fault fault) {
    return arm(service, operation, fault, Long.MAX_VALUE);
  }

  /// Arms a fault for a random share of the calls, until it is disarmed: a service that ails. The
  /// same seed chooses the same calls, counted from now on.
  ///
  /// @param share in (0, 1]
  public Armed armForShare(
      Service service, String operation, Fault fault, double share, long seed) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share " + share + " is not in (0, 1]");
    }
    return add(new Armed(this, service, operation, fault, Chance.ofShare(share, seed)));
  }

  public void disarmAll() {
    armed.clear();
  }

  /// The fault for this call, if one is armed. Called by servers, once per call.
  public Optional<Fault> next(Service service, String operation) {
    for (Armed candidate : armed) {
      if (candidate.takes(service, operation)) {
        return Optional.of(candidate.fault);
      }
    }
    return Optional.empty();
  }
}
