package dev.sluice.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QualityCountsTest {

  private static QualityCounts counts(Outcome... outcomes) {
    QualityCounts counts = QualityCounts.NONE;
    for (Outcome outcome : outcomes) {
      counts = counts.plus(new Findings("t", Set.of(), Set.of()), outcome);
    }
    return counts;
  }

  private static QualityCounts with(QualityCounts counts, Set<Member> missing, Set<Format> wrong) {
    return counts.plus(new Findings("t", missing, wrong), Outcome.REJECTED);
  }

  @Test
  void shareOfNothingIsEmpty() {
    assertThat(QualityCounts.NONE.uniqueness()).isEmpty();
    assertThat(QualityCounts.NONE.completeness(Member.EVENT_ID)).isEmpty();
    assertThat(QualityCounts.NONE.validity(Format.JSON)).isEmpty();
    assertThat(counts(Outcome.REJECTED).uniqueness()).isEmpty();
  }

  @Test
  void uniquenessLooksAtEventsWhoseIdCouldBeLookedUp() {
    QualityCounts counts =
        counts(
            Outcome.STORED,
            Outcome.STORED,
            Outcome.STORED,
            Outcome.DUPLICATE,
            Outcome.ID_COLLISION,
            Outcome.REJECTED);
    assertThat(counts.uniqueness()).hasValue(0.6);
    assertThat(counts.events()).isEqualTo(6);
  }

  @Test
  void aMissingMemberCountsAgainstCompletenessAndNotAgainstValidity() {
    QualityCounts counts = counts(Outcome.STORED, Outcome.STORED, Outcome.STORED);
    counts = with(counts, Set.of(Member.EVENT_TIME), Set.of(Format.EVENT_TIME));
    assertThat(counts.completeness(Member.EVENT_TIME)).hasValue(0.75);
    assertThat(counts.validity(Format.EVENT_TIME)).hasValue(1);
    assertThat(counts.validity(Format.EVENT_TIME_WINDOW)).hasValue(1);
    assertThat(counts.completeness(Member.EVENT_ID)).hasValue(1);
  }

  @Test
  void onlyATimeThatCanBeReadLiesWithinOrOutsideOfTheWindow() {
    QualityCounts counts = counts(Outcome.STORED);
    counts = with(counts, Set.of(), Set.of(Format.EVENT_TIME, Format.EVENT_TIME_WINDOW));
    counts = with(counts, Set.of(), Set.of(Format.EVENT_TIME_WINDOW));
    assertThat(counts.validity(Format.EVENT_TIME)).hasValue(2.0 / 3);
    assertThat(counts.validity(Format.EVENT_TIME_WINDOW)).hasValue(0.5);
  }

  @Test
  void whatIsNoObjectHasNoMembersToMiss() {
    QualityCounts counts = counts(Outcome.STORED, Outcome.STORED);
    counts = counts.plus(Findings.unreadable(Format.JSON), Outcome.REJECTED);
    counts = counts.plus(Findings.unreadable(Format.ENVELOPE), Outcome.REJECTED);
    assertThat(counts.validity(Format.JSON)).hasValue(0.75);
    assertThat(counts.validity(Format.ENVELOPE)).hasValue(2.0 / 3);
    assertThat(counts.completeness(Member.DEVICE_ID)).hasValue(1);
    assertThat(counts.validity(Format.DEVICE_ID)).hasValue(1);
  }

  @Test
  void anEventWithoutDefectsCostsOneNumber() {
    assertThat(counts(Outcome.STORED, Outcome.STORED).byName())
        .containsExactlyEntriesOf(new java.util.TreeMap<>(java.util.Map.of("stored", 2L)));
  }

  @Test
  void sharesStayWithinNoughtAndOneAndSumsDoNotDependOnTheOrder() {
    long seed = System.nanoTime();
    System.out.println("seed of the findings: " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      List<QualityCounts> parts = new ArrayList<>();
      QualityCounts whole = QualityCounts.NONE;
      for (int i = random.nextInt(8); i >= 0; i--) {
        Findings findings =
            new Findings("t", some(Member.class, random), some(Format.class, random));
        Outcome outcome = Outcome.values()[random.nextInt(Outcome.values().length)];
        parts.add(0, QualityCounts.NONE.plus(findings, outcome));
        whole = whole.plus(findings, outcome);
      }
      assertThat(parts.stream().reduce(QualityCounts.NONE, QualityCounts::plus)).isEqualTo(whole);
      assertShare(whole.uniqueness());
      for (Member member : Member.values()) {
        assertShare(whole.completeness(member));
      }
      for (Format format : Format.values()) {
        assertShare(whole.validity(format));
      }
    }
  }

  private static void assertShare(OptionalDouble share) {
    share.ifPresent(value -> assertThat(value).isBetween(0.0, 1.0));
  }

  private static <E extends Enum<E>> Set<E> some(Class<E> type, Random random) {
    Set<E> some = EnumSet.allOf(type);
    some.removeIf(one -> random.nextInt(4) != 0);
    return some;
  }
}
