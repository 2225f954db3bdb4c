package dev.sluice.consumer.pipeline;

import dev.sluice.alert.DeviceStanding;
import dev.sluice.consumer.alert.AlertStates;
import dev.sluice.consumer.pipeline.Journal.Action;
import dev.sluice.dynamodb.Silence;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Alert states in maps.
final class InMemoryAlertStates implements AlertStates {
  private final Map<Subject, DeviceStanding> standings = new ConcurrentHashMap<>();
  private final Map<String, Silence> silences = new ConcurrentHashMap<>();
  private final List<Question> questions = new ArrayList<>();
  private final Journal journal;

  InMemoryAlertStates(Journal journal) {
    this.journal = journal;
  }

  @Override
  public Answer read(Question question, ShardControl control) {
    questions.add(question);
    Answer answer = new Answer(new ArrayList<>(), new ArrayList<>());
    for (Subject subject : question.subjects()) {
      DeviceStanding standing = standings.get(subject);
      if (standing != null) {
        answer.standings().add(standing);
      }
    }
    for (String device : question.silent()) {
      for (String rule : question.silenceRules()) {
        Silence silence = silences.get(device + " " + rule);
        if (silence != null) {
          answer.silences().add(silence);
        }
      }
    }
    return answer;
  }

  @Override
  public void save(Collection<DeviceStanding> saved, ShardControl control) throws ShardReleased {
    for (DeviceStanding standing : saved) {
      journal.does(new Action.Judged(standing.deviceId(), standing.eventType()));
      standings.merge(
          new Subject(standing.deviceId(), standing.eventType()),
          standing,
          (old, now) -> old.position().compareTo(now.position()) < 0 ? now : old);
    }
  }

  @Override
  public void end(Collection<Silence> ended, ShardControl control) throws ShardReleased {
    for (Silence silence : ended) {
      journal.does(new Action.SilenceEnded(silence.deviceId()));
      silences.remove(silence.deviceId() + " " + silence.rule(), silence);
    }
  }

  Map<Subject, DeviceStanding> standings() {
    return standings;
  }

  /// By device, space, rule.
  Map<String, Silence> silences() {
    return silences;
  }

  /// What was read.
  List<Question> questions() {
    return questions;
  }
}
