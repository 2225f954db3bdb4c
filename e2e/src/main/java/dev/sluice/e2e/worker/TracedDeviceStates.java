package dev.sluice.e2e.worker;

import dev.sluice.consumer.pipeline.DeviceStates;
import dev.sluice.dynamodb.DeviceState;
import dev.sluice.dynamodb.DeviceSummary;
import dev.sluice.e2e.guarantee.TraceEntry;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.Collection;
import java.util.List;

/// Notes which events were offered to the states of devices.
record TracedDeviceStates(DeviceStates states) implements DeviceStates {

  @Override
  public void refresh(
      Collection<DeviceState> newest, Collection<DeviceSummary> summaries, ShardControl control)
      throws ShardReleased, InterruptedException {
    if (newest.isEmpty()) {
      states.refresh(newest, summaries, control);
      return;
    }
    TracedSession session = TracedSession.of(control);
    session.run(
        List.copyOf(newest),
        FaultPoint.HALF_REFRESHED,
        some -> refreshed(some, summaries, session));
    session.meet(FaultPoint.AFTER_REFRESH);
  }

  private List<DeviceState> refreshed(
      List<DeviceState> some, Collection<DeviceSummary> summaries, TracedSession session)
      throws ShardReleased, InterruptedException {
    states.refresh(some, summaries, session);
    for (DeviceState state : some) {
      session.note((now, name) ->
          new TraceEntry.Refreshed(
              now, name, state.event().deviceId(), state.event().eventType(), state.eventKey()));
    }
    return some;
  }
}
