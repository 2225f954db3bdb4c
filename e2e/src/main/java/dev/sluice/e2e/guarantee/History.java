package dev.sluice.e2e.guarantee;

import dev.sluice.simulator.SendLog;
import java.util.List;
import java.util.UUID;

/// The evidence of a finished run: all that the judges go by.
///
/// Some 2 KB of memory an event while it is judged, send log included: payloads are left out, and
/// traces stay on disk.
///
/// @param sends the simulator's send log
/// @param checkpoints taken all through the run, the last ones after its end
public record History(
    List<SendLog.Send> sends,
    StreamFacts stream,
    StoreFacts store,
    List<CheckpointSample> checkpoints,
    List<Trace> traces,
    List<MetricSample> metrics) {

  public History {
    sends = List.copyOf(sends);
    checkpoints = List.copyOf(checkpoints);
    traces = List.copyOf(traces);
    metrics = List.copyOf(metrics);
  }

  /// The send that a record is a copy of.
  SendLog.Send send(long number) {
    return sends.get(Math.toIntExact(number));
  }

  /// How a breach names what lies at a place: by its event id too, where it has one.
  List<String> idsAt(Place place) {
    Long number = stream.sends().get(place);
    UUID id = number == null ? null : send(number).event().eventId();
    return id == null ? List.of(place.toString()) : List.of(id.toString(), place.toString());
  }
}
