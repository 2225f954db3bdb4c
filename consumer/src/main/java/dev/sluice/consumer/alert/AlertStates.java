package dev.sluice.consumer.alert;

import dev.sluice.alert.DeviceStanding;
import dev.sluice.dynamodb.Silence;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.Collection;
import java.util.List;

/// How devices stand with rules.
public interface AlertStates {

  /// A device and a type of its events.
  record Subject(String deviceId, String eventType) {
    static Subject of(DeviceStanding standing) {
      return new Subject(standing.deviceId(), standing.eventType());
    }
  }

  /// What is asked for.
  ///
  /// @param subjects of different keys
  /// @param silent devices, each once
  /// @param silenceRules whose silences of these devices are wanted, by name
  record Question(
      Collection<Subject> subjects, Collection<String> silent, List<String> silenceRules) {
    public boolean isEmpty() {
      return subjects.isEmpty() && silent.isEmpty();
    }
  }

  /// What there is.
  record Answer(List<DeviceStanding> standings, List<Silence> silences) {}

  /// Reads consistently.
  Answer read(Question question, ShardControl control) throws ShardReleased, InterruptedException;

  /// Replaces each standing whose position is lower; others stay. So a worker that only thinks that
  /// it holds the shard changes nothing.
  ///
  /// @param standings at most one per device and type
  void save(Collection<DeviceStanding> standings, ShardControl control)
      throws ShardReleased, InterruptedException;

  /// Removes each that is still of the same minute.
  void end(Collection<Silence> silences, ShardControl control)
      throws ShardReleased, InterruptedException;
}
