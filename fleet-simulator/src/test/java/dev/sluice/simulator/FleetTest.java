package dev.sluice.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FleetTest {
  private static final Instant START = Instant.parse("2026-03-05T01:49:51.260Z");
  private static final FleetSettings MIXED =
      FleetSettings.ofSeed(42).withShares(new Shares(0.05, 0.01, 0.02, 0.01));

  @Test
  void sameSettingsMakeTheSameSends() {
    List<SentEvent> one = sends(MIXED, 5_000, START);
    List<SentEvent> other = sends(MIXED, 5_000, START);
    for (int i = 0; i < one.size(); i++) {
      assertThat(one.get(i).kind()).isEqualTo(other.get(i).kind());
      assertThat(one.get(i).event()).isEqualTo(other.get(i).event());
      assertThat(one.get(i).record().bytes()).isEqualTo(other.get(i).record().bytes());
    }
  }

  @Test
  void aLaterStartMovesTimesAndNothingElse() {
    Duration later = Duration.ofDays(400).plusMillis(7);
    List<SentEvent> one = sends(MIXED, 2_000, START);
    List<SentEvent> other = sends(MIXED, 2_000, START.plus(later));
    for (int i = 0; i < one.size(); i++) {
      EventIdentity first = one.get(i).event();
      EventIdentity second = other.get(i).event();
      assertThat(second.eventId()).isEqualTo(first.eventId());
      assertThat(second.deviceId()).isEqualTo(first.deviceId());
      assertThat(other.get(i).kind()).isEqualTo(one.get(i).kind());
      assertThat(Duration.between(first.eventTime(), second.eventTime())).isEqualTo(later);
    }
  }

  @Test
  void anotherSeedMakesOtherIds() {
    Set<UUID> ids = new HashSet<>(ids(sends(MIXED, 1_000, START)));
    assertThat(
            ids(
                sends(
                    new FleetSettings(43, 100, MIXED.shape(), MIXED.shares(), MIXED.clock()),
                    1_000,
                    START)))
        .doesNotContainAnyElementsOf(ids);
  }

  @Test
  void sharesAreKept() {
    List<SentEvent> sends = sends(MIXED, 20_000, START);
    assertThat(share(sends, SendKind.Duplicate.class)).isCloseTo(0.05, within(0.005));
    assertThat(share(sends, SendKind.Collision.class)).isCloseTo(0.01, within(0.003));
    assertThat(share(sends, SendKind.Malformed.class)).isCloseTo(0.02, within(0.004));
    assertThat(share(sends, SendKind.Late.class)).isCloseTo(0.01, within(0.003));
  }

  private static double share(List<SentEvent> sends, Class<? extends SendKind> kind) {
    return sends.stream().filter(send -> kind.isInstance(send.kind())).count()
        / (double) sends.size();
  }

  @Test
  void duplicatesRepeatTheBytesOfAnEarlierFreshEvent() {
    List<SentEvent> sends = sends(MIXED, 20_000, START);
    long longest = 0;
    for (SentEvent send : sends) {
      if (send.kind() instanceof SendKind.Duplicate(long of)) {
        SentEvent original = sends.get((int) of);
        assertThat(original.kind()).isInstanceOf(SendKind.Fresh.class);
        assertThat(of).isLessThan(send.number());
        assertThat(send.record()).isEqualTo(original.record());
        assertThat(send.event()).isEqualTo(original.event());
        longest = Math.max(longest, send.number() - of);
      }
    }
    assertThat(longest).isBetween(2_000L, 6_000L);
  }

  @Test
  void collisionsShareIdAndDeviceWithAnEarlierFreshEventButNotTheContent() {
    List<SentEvent> sends = sends(MIXED, 20_000, START);
    for (SentEvent send : sends) {
      if (send.kind() instanceof SendKind.Collision(long with)) {
        SentEvent original = sends.get((int) with);
        assertThat(original.kind()).isInstanceOf(SendKind.Fresh.class);
        assertThat(with).isLessThan(send.number());
        assertThat(send.event().eventId()).isEqualTo(original.event().eventId());
        assertThat(send.record().partitionKey()).isEqualTo(original.record().partitionKey());
        assertThat(send.record().bytes()).isNotEqualTo(original.record().bytes());
      }
    }
  }

  @Test
  void nothingOlderThanTwoMinutesIsSentAgain() {
    Fleet fleet = new Fleet(FleetSettings.ofSeed(1).withShares(new Shares(0.5, 0, 0, 0)));
    List<SentEvent> sends = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      Instant due = START.plusSeconds(50L * i);
      sends.add(fleet.next(due));
      if (sends.get(i).kind() instanceof SendKind.Duplicate duplicate) {
        assertThat(i - duplicate.of()).isLessThanOrEqualTo(2);
      }
    }
    assertThat(sends).anyMatch(send -> send.kind() instanceof SendKind.Duplicate);
  }

  @Test
  void freshIdsAreDistinct() {
    List<UUID> ids = ids(sends(FleetSettings.ofSeed(7), 20_000, START));
    assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
  }

  @Test
  void eachDeviceIsInOrderUnlessDisorderIsAskedFor() {
    assertThat(steps(FleetSettings.ofSeed(7))).allMatch(step -> !step.isNegative());
    Duration disorder = Duration.ofSeconds(5);
    assertThat(
            steps(FleetSettings.ofSeed(7).withClock(DeviceClock.IN_ORDER.withDisorder(disorder))))
        .anyMatch(Duration::isNegative)
        .allMatch(step -> step.compareTo(disorder.negated()) >= 0);
  }

  private static List<Duration> steps(FleetSettings settings) {
    Map<String, Instant> last = new HashMap<>();
    List<Duration> steps = new ArrayList<>();
    for (SentEvent send : sends(settings, 3_000, START)) {
      Instant before = last.put(send.event().deviceId(), send.event().eventTime());
      if (before != null) {
        steps.add(Duration.between(before, send.event().eventTime()));
      }
    }
    return steps;
  }

  @Test
  void eventsAreAsLargeAsAskedFor() {
    for (SentEvent send : sends(FleetSettings.ofSeed(7), 1_000, START)) {
      assertThat(send.record().bytes().length).isBetween(495, 505);
    }
  }

  @Test
  void everyDeviceAndTypeIsUsed() {
    Set<String> devices = new HashSet<>();
    Set<String> types = new HashSet<>();
    for (SentEvent send : sends(FleetSettings.ofSeed(7).withDevices(10), 1_000, START)) {
      devices.add(send.event().deviceId());
      types.add(send.event().writtenType());
    }
    assertThat(devices).hasSize(10).contains("device-100000", "device-100009");
    assertThat(types)
        .containsExactlyInAnyOrder(
            "temperature", "humidity", "network_connection", "account:created", "door:opened");
  }

  @Test
  void settingsThatCannotBeAreRefusedWithTheirValue() {
    assertThatThrownBy(() -> FleetSettings.ofSeed(1).withDevices(0))
        .hasMessageContaining("devices 0 is not in 1 to");
    assertThatThrownBy(() -> new Shares(1.5, 0, 0, 0)).hasMessageContaining("duplicates 1.5");
    assertThatThrownBy(() -> new Shares(0.5, 0.5, 0.5, 0)).hasMessageContaining("sum up to 1.5");
    assertThatThrownBy(() -> new EnvelopeMix(0, 0, 0)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> new EventShape(1 << 20, EnvelopeMix.EVEN, List.of(EventType.HUMIDITY)))
        .hasMessageContaining("1048576");
  }

  private static List<UUID> ids(List<SentEvent> sends) {
    return sends.stream()
        .filter(send -> !(send.kind() instanceof SendKind.Malformed))
        .map(send -> send.event().eventId())
        .toList();
  }

  static List<SentEvent> sends(FleetSettings settings, int count, Instant start) {
    Fleet fleet = new Fleet(settings);
    List<SentEvent> sends = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      sends.add(fleet.next(start.plusMillis(i)));
    }
    return sends;
  }
}
