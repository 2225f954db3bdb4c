package dev.sluice.consumer.pipeline;

import static dev.sluice.consumer.pipeline.Records.json;
import static dev.sluice.consumer.pipeline.Records.record;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.alert.Alert;
import dev.sluice.alert.RuleConfiguration;
import dev.sluice.alert.Rules;
import dev.sluice.consumer.pipeline.Journal.Crashed;
import dev.sluice.consumer.pipeline.Journal.Cut;
import dev.sluice.model.Timestamps;
import dev.sluice.stream.HashKeys;
import dev.sluice.stream.StreamRecord;
import dev.sluice.window.WindowFields;
import dev.sluice.wire.DecodeLimits;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Alerts through the whole pipeline, over stores in memory. Events are received from 12:00:30 on.
class AlertingTest {
  private static final Instant NOON = Timestamps.minute(Samples.RECEIVED);
  private static final Rules RULES =
      RuleConfiguration.read(
          List.of(
              Map.of(
                  "name", "hot",
                  "type", "threshold",
                  "event-type", "t",
                  "field", "/payload/reading",
                  "above", 30),
              Map.of("name", "silent", "type", "silence", "after", "PT10M"),
              Map.of(
                  "name", "many",
                  "type", "rejected-share",
                  "event-type", "t",
                  "above", 0.5,
                  "window", "PT2M",
                  "at-least", 2)));

  private final World world = new World(DecodeLimits.DEFAULT, WindowFields.NONE, RULES);

  private static StreamRecord reading(int number, String device, int minute, int reading) {
    return record(
        number,
        NOON.plusSeconds(60L * minute + 30),
        json(number, device, "t", 10_000 - number, reading).getBytes(UTF_8));
  }

  private List<String> alerts() {
    return world.alerts.kept().values().stream()
        .sorted(Comparator.comparing(Alert::receivedTime).thenComparing(Alert::alertKey))
        .map(alert ->
            "%s %s %s at %s"
                .formatted(
                    alert.rule(),
                    alert.state().text(),
                    alert.deviceId() == null ? alert.eventType() : alert.deviceId(),
                    Timestamps.format(alert.receivedTime()).substring(11, 19)))
        .toList();
  }

  /// Asked as of a time: the read may have begun 10 s before its answer.
  private void idleAsOf(int minute) throws Exception {
    world.idle(NOON.plusSeconds(60L * minute + 10));
  }

  /// A page a look: eight buckets, and a look that finds nothing to do.
  private void idleThroughout(int minute) throws Exception {
    for (int look = 0; look < 20; look++) {
      idleAsOf(minute);
    }
  }

  @Test
  void eventsRaiseAndClearInTheirOrder() throws Exception {
    world.process(List.of(reading(1, "d", 0, 20), reading(2, "d", 0, 31), reading(3, "d", 0, 40)));
    world.process(List.of(reading(4, "e", 1, 31), reading(5, "d", 1, 30)));
    assertThat(alerts())
        .containsExactlyInAnyOrder(
            "hot raised d at 12:00:30", "hot raised e at 12:01:30", "hot cleared d at 12:01:30");
  }

  @Test
  void aStateIsReadOnceUnderALeaseAndNotAtAllForATypeWithoutARule() throws Exception {
    world.process(List.of(reading(1, "d", 0, 20)));
    world.process(List.of(reading(2, "d", 0, 20)));
    world.process(
        List.of(record(3, Samples.RECEIVED, json(3, "d", "other", 0, 50).getBytes(UTF_8))));
    assertThat(world.alertStates.questions()).hasSize(1);
    world.reopen();
    world.process(List.of(reading(4, "d", 0, 20)));
    assertThat(world.alertStates.questions()).hasSize(2);
  }

  @Test
  void aBatchThatFailedAfterItsAlertsIsJudgedAgainByTheSameWorker() throws Exception {
    List<StreamRecord> batch = List.of(reading(1, "d", 0, 31), reading(2, "d", 0, 20));
    World undisturbed = new World(DecodeLimits.DEFAULT, WindowFields.NONE, RULES);
    undisturbed.process(batch);
    world.journal.cutAt(undisturbed.journal.steps(), Cut.CRASH); // the last: saving the state
    assertThatThrownBy(() -> world.process(batch)).isInstanceOf(Crashed.class);
    assertThat(alerts()).hasSize(2);
    assertThat(world.alertStates.standings()).isEmpty();
    world.process(batch);
    assertThat(alerts()).hasSize(2);
    assertThat(world.alertStates.standings()).hasSize(1);
  }

  @Test
  void aDeviceThatFallsSilentIsRaisedOnceWhileItsShardIsCaughtUpAndClearedByItsNextEvent()
      throws Exception {
    idleThroughout(0);
    world.process(List.of(reading(1, "d", 0, 20), reading(2, "e", 5, 20)));
    idleThroughout(10);
    assertThat(alerts()).isEmpty();
    idleThroughout(11);
    idleThroughout(12);
    assertThat(alerts()).containsExactly("silent raised d at 12:11:00");
    world.process(List.of(reading(3, "d", 13, 20), reading(4, "d", 13, 20)));
    assertThat(alerts())
        .containsExactly("silent raised d at 12:11:00", "silent cleared d at 12:13:30");
    assertThat(world.alertStates.silences()).isEmpty();
    idleThroughout(24);
    assertThat(alerts())
        .containsExactly(
            "silent raised d at 12:11:00",
            "silent cleared d at 12:13:30",
            "silent raised e at 12:16:00",
            "silent raised d at 12:24:00");
  }

  @Test
  void whoeverTakesTheShardOverGoesOnFromThereAndMissesNobody() throws Exception {
    idleThroughout(0);
    world.process(List.of(reading(1, "d", 0, 20)));
    idleThroughout(5);
    world.reopen();
    idleThroughout(45);
    assertThat(alerts()).containsExactly("silent raised d at 12:11:00");
    world.reopen();
    world.process(List.of(reading(2, "d", 50, 20)));
    assertThat(alerts())
        .containsExactly("silent raised d at 12:11:00", "silent cleared d at 12:50:30");
  }

  @Test
  void aSilenceThatADyingWorkerRaisedAndDidNotTellIsToldByTheNextOneOnce() throws Exception {
    idleThroughout(0);
    world.process(List.of(reading(1, "d", 0, 20)));
    idleThroughout(5);
    world.journal.cutAt(world.journal.steps() + 1, Cut.CRASH); // the telling
    assertThatThrownBy(() -> idleThroughout(11)).isInstanceOf(Crashed.class);
    assertThat(alerts()).containsExactly("silent raised d at 12:11:00");
    assertThat(told()).isEmpty();
    world.reopen();
    idleThroughout(11);
    world.reopen();
    idleThroughout(11);
    assertThat(told()).isEqualTo(List.copyOf(world.alerts.kept().keySet()));
  }

  private List<UUID> told() {
    return world.feed.items().stream()
        .flatMap(item -> item.batch().alerts().stream())
        .map(told -> told.alert().alertKey())
        .toList();
  }

  @Test
  void afterAnOutageOfOursNobodyIsRaisedWhoseEventsWereWaiting() throws Exception {
    idleThroughout(0);
    world.process(List.of(reading(1, "d", 0, 20), reading(2, "e", 0, 20)));
    world.reopen();
    world.process(List.of(reading(3, "d", 9, 20)));
    world.process(List.of(reading(4, "d", 18, 20), reading(5, "d", 27, 20)));
    idleThroughout(30);
    assertThat(alerts()).containsExactly("silent raised e at 12:11:00");
  }

  @Test
  void whatFollowsASilenceInAReplayClearsItAndWhatPrecededDoesNot() throws Exception {
    idleThroughout(0);
    StreamRecord before = reading(1, "d", 0, 20);
    StreamRecord after = reading(2, "d", 30, 20);
    world.process(List.of(before));
    idleThroughout(20);
    world.reopen();
    world.process(List.of(before));
    assertThat(alerts()).hasSize(1);
    world.process(List.of(before, after));
    assertThat(alerts())
        .containsExactly("silent raised d at 12:11:00", "silent cleared d at 12:30:30");
  }

  @Test
  void eachShardLooksAfterItsOwnKeys() throws Exception {
    BigInteger middle = HashKeys.ALL.last().shiftRight(1);
    idleThroughout(0);
    for (int i = 1; i <= 20; i++) {
      world.process(List.of(reading(i, "d" + i, 0, 20)));
    }
    world.shard.keys(new HashKeys(BigInteger.ZERO, middle));
    idleThroughout(11);
    int low = alerts().size();
    assertThat(low).isBetween(1, 19);
    world.shard.keys(new HashKeys(middle.add(BigInteger.ONE), HashKeys.ALL.last()));
    idleThroughout(11);
    assertThat(alerts()).as("looked at already").hasSize(low);
  }

  @Test
  void theShareOfRejectedEventsIsJudgedForEachMinuteOnceItIsCounted() throws Exception {
    idleThroughout(0);
    world.process(List.of(reading(1, "d", 0, 20), bad(2, 1), bad(3, 1)));
    world.timed.countedUntil(NOON.plusSeconds(60));
    idleThroughout(2);
    assertThat(alerts()).isEmpty();
    world.timed.countedUntil(Instant.MAX);
    idleAsOf(3);
    idleAsOf(3);
    assertThat(alerts()).containsExactly("many raised t at 12:02:00");
    idleThroughout(5);
    assertThat(alerts()).containsExactly("many raised t at 12:02:00", "many cleared t at 12:04:00");
  }

  private static StreamRecord bad(int number, int minute) {
    int longAgo = 2_000_000_000;
    String text = json(number, "d", "t", longAgo, 20).replace("2026-02", "2020-02");
    return record(number, NOON.plusSeconds(60L * minute + 30), text.getBytes(UTF_8));
  }
}
