package dev.sluice.e2e.cloud.terraform;

import dev.sluice.local.faults.OperationLog.Operation;
import java.util.Collection;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a role allows, held against what its holder called.
///
/// @param missing calls that nothing in the role allows
/// @param extra actions that no call needed
record Use(SortedSet<Operation> missing, SortedSet<String> extra) {

  static Use of(Set<String> allowed, Collection<Operation> calls) {
    SortedSet<Operation> missing = new TreeSet<>();
    Set<String> needed = new TreeSet<>();
    for (Operation call : calls) {
      Set<String> allowing = Actions.allowing(call);
      needed.addAll(allowing);
      if (allowing.stream().noneMatch(allowed::contains)) {
        missing.add(call);
      }
    }
    SortedSet<String> extra = new TreeSet<>(allowed);
    extra.removeAll(needed);
    return new Use(missing, extra);
  }
}
