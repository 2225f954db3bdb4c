package dev.sluice.local.faults;

import java.util.List;
import java.util.Optional;
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
    private final AtomicLong left;
    private final AtomicLong hits = new AtomicLong();
    private final Faults owner;

    private Armed(Faults owner, Service service, String operation, Fault fault, long times) {
      this.owner = owner;
      this.service = service;
      this.operation = operation;
      this.fault = fault;
      this.left = new AtomicLong(times);
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
      if (left.getAndDecrement() <= 0) {
        return false;
      }
      hits.incrementAndGet();
      return true;
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
    Armed added = new Armed(this, service, operation, fault, times);
    armed.add(added);
    return added;
  }

  /// Arms a fault until it is disarmed: an outage.
  public Armed armUntilDisarmed(Service service, String operation, Fault fault) {
    return arm(service, operation, fault, Long.MAX_VALUE);
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
