package dev.sluice.archiver.erase;

import dev.sluice.archiver.erase.Removed.Kind;
import dev.sluice.archiver.erase.StateTable.Entry;
import dev.sluice.dynamodb.Erasure;
import java.util.List;

/// Removes the states of a device, and its line in the list of devices if no state is left.
public final class StateErasure implements Step {
  private final StateTable states;

  public StateErasure(StateTable states) {
    this.states = states;
  }

  @Override
  public String name() {
    return "device states";
  }

  @Override
  public List<String> run(Work work) {
    Erasure erasure = work.erasure();
    List<Entry> all = states.entries(erasure.deviceId());
    boolean livesOn = false;
    for (Entry state : all.stream().filter(entry -> !entry.isSummary()).toList()) {
      livesOn |= !erase(state, work);
    }
    if (!livesOn) {
      all.stream().filter(Entry::isSummary).forEach(summary -> erase(summary, work));
    }
    return List.of();
  }

  /// @return whether it is gone
  private boolean erase(Entry entry, Work work) {
    Erasure erasure = work.erasure();
    boolean goes =
        erasure.covers(entry.at())
            && (work.dryRun()
                || states.delete(erasure.deviceId(), entry.eventType(), erasure.erasedAt()));
    work.removed().add(Kind.STATES, goes && !entry.isSummary() ? 1 : 0);
    return goes;
  }
}
