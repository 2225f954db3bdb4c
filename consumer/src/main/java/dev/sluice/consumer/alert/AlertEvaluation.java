package dev.sluice.consumer.alert;

import dev.sluice.alert.Alert;
import dev.sluice.alert.DeviceStanding;
import dev.sluice.alert.EventRule;
import dev.sluice.alert.Rules;
import dev.sluice.consumer.alert.AlertStates.Question;
import dev.sluice.consumer.alert.AlertStates.Subject;
import dev.sluice.consumer.cache.RecentlyUsed;
import dev.sluice.dynamodb.Silence;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.feed.FeedAlert;
import dev.sluice.model.Event;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Judges the events of a shard by the rules for their types, in the order of the shard. One per
/// shard: it remembers how devices stand for as long as the lease is held, so that a state is read
/// once. A type without a rule costs nothing.
///
/// A batch is judged by [#evaluate], which stores the alerts, and is over with [#save]. Cut short
/// between the two it leads to the same alerts again, because nothing is remembered before it is
/// saved; and a worker whose lease has gone leads to no others, because it judges the same events
/// from a state that held before them.
public final class AlertEvaluation {
  private static final int REMEMBERED = 10_000;

  private final Rules rules;
  private final Alerts alerts;
  private final AlertStates states;
  private final Hearing hearing;
  private final Map<Subject, DeviceStanding> remembered = new RecentlyUsed<>(REMEMBERED);
  private final Map<Subject, DeviceStanding> judged = new HashMap<>();
  private final Map<Subject, DeviceStanding> changed = new LinkedHashMap<>();

  public AlertEvaluation(Rules rules, Alerts alerts, AlertStates states) {
    this.rules = rules;
    this.alerts = alerts;
    this.states = states;
    this.hearing = new Hearing(rules.silences());
  }

  /// Judges what was stored, and stores the alerts.
  ///
  /// @param stored in the order of the shard
  /// @return the alerts for those who watch, in that order
  public List<FeedAlert> evaluate(List<StoredEvent> stored, ShardControl control)
      throws ShardReleased, InterruptedException {
    recall(stored, control);
    List<Alert> toStore = new ArrayList<>();
    List<FeedAlert> toTell = new ArrayList<>();
    for (StoredEvent item : stored) {
      for (Hearing.Ended ended : hearing.hear(item.event())) {
        // it was stored when it was raised, or just missed being: with it, none lacks its beginning
        toStore.add(ended.raised());
        toStore.add(ended.cleared());
        toTell.add(new FeedAlert(ended.cleared(), item.position()));
      }
      for (Alert alert : judge(item)) {
        toStore.add(alert);
        toTell.add(new FeedAlert(alert, item.position()));
      }
    }
    if (!toStore.isEmpty()) {
      alerts.put(toStore, control);
    }
    return toTell;
  }

  /// Reads what is not remembered and may be needed.
  private void recall(List<StoredEvent> stored, ShardControl control)
      throws ShardReleased, InterruptedException {
    judged.clear();
    changed.clear();
    List<Subject> unknown = new ArrayList<>();
    for (Subject subject : subjects(stored)) {
      DeviceStanding standing = remembered.get(subject);
      if (standing == null) {
        unknown.add(subject);
        standing = DeviceStanding.unknown(subject.deviceId(), subject.eventType());
      }
      judged.put(subject, standing);
    }
    Question question = new Question(unknown, hearing.begin(stored), hearing.ruleNames());
    if (!question.isEmpty()) {
      AlertStates.Answer answer = states.read(question, control);
      answer.standings().forEach(standing -> judged.put(Subject.of(standing), standing));
      hearing.silent(answer.silences());
    }
  }

  private Set<Subject> subjects(List<StoredEvent> stored) {
    Set<Subject> subjects = new LinkedHashSet<>();
    for (StoredEvent item : stored) {
      Event event = item.event();
      if (!rules.of(event.eventType()).isEmpty()) {
        subjects.add(new Subject(event.deviceId(), event.eventType()));
      }
    }
    return subjects;
  }

  private List<Alert> judge(StoredEvent item) {
    Event event = item.event();
    List<EventRule> ofType = rules.of(event.eventType());
    if (ofType.isEmpty()) {
      return List.of();
    }
    Subject subject = new Subject(event.deviceId(), event.eventType());
    DeviceStanding before = Objects.requireNonNull(judged.get(subject));
    DeviceStanding.Step step = before.next(ofType, event, item.position());
    if (step.after() != before) {
      judged.put(subject, step.after());
      changed.put(subject, step.after());
    }
    return step.alerts();
  }

  /// Saves how devices stand after what was evaluated last.
  ///
  /// @return how many items were changed
  public int save(ShardControl control) throws ShardReleased, InterruptedException {
    List<Silence> ended = hearing.ended();
    if (!changed.isEmpty()) {
      states.save(changed.values(), control);
    }
    if (!ended.isEmpty()) {
      states.end(ended, control);
    }
    int count = changed.size() + ended.size();
    remembered.putAll(judged);
    hearing.remember();
    judged.clear();
    changed.clear();
    return count;
  }

  /// An alert was raised because the device is silent: its next event is to be looked at.
  void fellSilent(String deviceId) {
    hearing.forget(deviceId);
  }
}
