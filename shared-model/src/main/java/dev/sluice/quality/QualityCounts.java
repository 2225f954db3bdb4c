package dev.sluice.quality;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// The counts of the events of one type, and the shares that they make. Kept are outcomes and
/// defects only, so that a type without defects costs a few bytes.
///
/// | number | is the share of | among |
/// |---|---|---|
/// | uniqueness | stored events | those with an id that could be looked up: stored, duplicate, id collision |
/// | completeness of a member | events that have it | those in a known envelope |
/// | validity of `json` | what is a JSON object | all |
/// | validity of `envelope` | known envelopes | JSON objects |
/// | validity of a member | those in the right format | events that have the member |
/// | validity of `event_time_window` | times within the window | times that could be read |
///
/// A share of nothing is empty.
///
/// @param byName `stored`, `duplicate`, `id_collision`, `rejected`, `missing_<member>`,
///   `wrong_<format>`; none is zero
public record QualityCounts(SortedMap<String, Long> byName) {
  public static final QualityCounts NONE = new QualityCounts(new TreeMap<>());

  public QualityCounts {
    byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
  }

  public static QualityCounts of(Map<String, Long> byName) {
    return new QualityCounts(new TreeMap<>(byName));
  }

  public QualityCounts plus(Findings findings, Outcome outcome) {
    SortedMap<String, Long> sum = new TreeMap<>(byName);
    sum.merge(outcome.text(), 1L, Long::sum);
    findings.missing().forEach(member -> sum.merge(missingName(member), 1L, Long::sum));
    findings.wrong().forEach(format -> sum.merge(wrongName(format), 1L, Long::sum));
    return new QualityCounts(sum);
  }

  public QualityCounts plus(QualityCounts other) {
    SortedMap<String, Long> sum = new TreeMap<>(byName);
    other.byName.forEach((name, count) -> sum.merge(name, count, Long::sum));
    return new QualityCounts(sum);
  }

  public long count(Outcome outcome) {
    return named(outcome.text());
  }

  public long missing(Member member) {
    return named(missingName(member));
  }

  public long wrong(Format format) {
    return named(wrongName(format));
  }

  /// All events, whatever became of them.
  public long events() {
    long sum = 0;
    for (Outcome outcome : Outcome.values()) {
      sum += count(outcome);
    }
    return sum;
  }

  public OptionalDouble uniqueness() {
    long stored = count(Outcome.STORED);
    return share(stored, stored + count(Outcome.DUPLICATE) + count(Outcome.ID_COLLISION));
  }

  public OptionalDouble completeness(Member member) {
    return share(present(member), enveloped());
  }

  public OptionalDouble validity(Format format) {
    long looked =
        switch (format) {
          case JSON -> events();
          case ENVELOPE -> events() - wrong(Format.JSON);
          case EVENT_TIME_WINDOW -> present(Member.EVENT_TIME) - wrong(Format.EVENT_TIME);
          case EVENT_ID -> present(Member.EVENT_ID);
          case DEVICE_ID -> present(Member.DEVICE_ID);
          case EVENT_TYPE -> present(Member.EVENT_TYPE);
          case EVENT_TIME -> present(Member.EVENT_TIME);
          case PAYLOAD -> present(Member.PAYLOAD);
        };
    return share(looked - wrong(format), looked);
  }

  private long present(Member member) {
    return enveloped() - missing(member);
  }

  private long enveloped() {
    return events() - wrong(Format.JSON) - wrong(Format.ENVELOPE);
  }

  private static OptionalDouble share(long right, long all) {
    return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) right / all);
  }

  private long named(String name) {
    return byName.getOrDefault(name, 0L);
  }

  private static String missingName(Member member) {
    return "missing_" + member.text();
  }

  private static String wrongName(Format format) {
    return "wrong_" + format.text();
  }
}
