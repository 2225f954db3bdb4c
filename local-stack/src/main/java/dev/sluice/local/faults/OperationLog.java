package dev.sluice.local.faults;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Which operations each service was asked for, and how often; refused calls count too.
public final class OperationLog {

  /// One operation of one service, as AWS names it.
  public record Operation(Service service, String name) implements Comparable<Operation> {
    @Override
    public int compareTo(Operation other) {
      int byService = service.compareTo(other.service);
      return byService != 0 ? byService : name.compareTo(other.name);
    }
  }

  private final Map<Operation, LongAdder> calls = new ConcurrentHashMap<>();

  public void called(Service service, String operation) {
    calls.computeIfAbsent(new Operation(service, operation), key -> new LongAdder()).increment();
  }

  public long count(Service service, String operation) {
    LongAdder count = calls.get(new Operation(service, operation));
    return count == null ? 0 : count.sum();
  }

  /// A snapshot, ordered by service and name.
  public SortedMap<Operation, Long> counts() {
    SortedMap<Operation, Long> counts = new TreeMap<>();
    calls.forEach((operation, count) -> counts.put(operation, count.sum()));
    return counts;
  }
}
