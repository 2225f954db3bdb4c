package dev.sluice.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.field.Payloads;
import dev.sluice.model.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How a device stands with all rules for one type of its events.
///
/// It has judged exactly the events of the device up to `position`, in the order of the shard, and
/// of those the ones that were not late. So judging what lies beyond, and nothing else, ends the
/// same however often and in whatever batches a shard is read again.
///
/// @param position the text of the position of the last event that was judged
/// @param newest the event time of that event: what is older comes late and changes nothing
/// @param byRule what is not quiet
public record DeviceStanding(
    String deviceId,
    String eventType,
    String position,
    Instant newest,
    SortedMap<String, RuleState> byRule) {

  public DeviceStanding {
    byRule = Collections.unmodifiableSortedMap(new TreeMap<>(byRule));
  }

  /// A device that was never heard of.
  public static DeviceStanding unknown(String deviceId, String eventType) {
    return new DeviceStanding(deviceId, eventType, "", Instant.MIN, new TreeMap<>());
  }

  /// What an event led to.
  ///
  /// @param after the same object when nothing has changed
  public record Step(DeviceStanding after, List<Alert> alerts) {}

  /// Judges the next event of the device and type.
  ///
  /// @param rules all of the type
  public Step next(List<EventRule> rules, Event event, String eventPosition) {
    if (eventPosition.compareTo(position) <= 0 || event.eventTime().isBefore(newest)) {
      return new Step(this, List.of());
    }
    JsonNode payload = Payloads.read(event.payload());
    SortedMap<String, RuleState> states = new TreeMap<>();
    List<Alert> alerts = new ArrayList<>();
    for (EventRule rule : rules) {
      RuleState before = byRule.getOrDefault(rule.name(), RuleState.QUIET);
      Judgement judgement = rule.judge(before, event, rule.field().in(payload));
      if (!judgement.after().equals(RuleState.QUIET)) {
        states.put(rule.name(), judgement.after());
      }
      if (judgement.alert() != null) {
        alerts.add(judgement.alert());
      }
    }
    return new Step(
        new DeviceStanding(deviceId, eventType, eventPosition, event.eventTime(), states), alerts);
  }
}
