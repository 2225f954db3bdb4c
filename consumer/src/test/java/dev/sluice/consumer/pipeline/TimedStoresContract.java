package dev.sluice.consumer.pipeline;

import static dev.sluice.consumer.pipeline.Samples.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.alert.Alert;
import dev.sluice.alert.SilenceRule;
import dev.sluice.consumer.alert.TimedStores;
import dev.sluice.consumer.alert.TimedStores.Page;
import dev.sluice.consumer.alert.TimedStores.Raised;
import dev.sluice.dynamodb.DeviceSummary;
import dev.sluice.dynamodb.QualityMinute;
import dev.sluice.dynamodb.RuleProgress;
import dev.sluice.dynamodb.Silence;
import dev.sluice.model.Timestamps;
import dev.sluice.quality.Findings;
import dev.sluice.quality.Observation;
import dev.sluice.quality.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [TimedStores] must do.
public abstract class TimedStoresContract {
  private static final Instant MINUTE = Timestamps.minute(RECEIVED);
  private static final SilenceRule RULE = new SilenceRule("silent", Duration.ofMinutes(10));

  protected final TestShard shard = new TestShard();

  /// Over empty tables; the same within a test.
  protected abstract TimedStores stores();

  protected abstract void seen(Collection<DeviceSummary> devices) throws Exception;

  protected abstract void counted(QualityMinute minute) throws Exception;

  protected abstract Collection<Alert> alerts();

  private static Instant minute(int number) {
    return MINUTE.plus(Duration.ofMinutes(number));
  }

  private static DeviceSummary device(int number, int minute) {
    return new DeviceSummary("d" + number, minute(minute));
  }

  @Test
  void devicesOfARangeOfMinutesComePageByPageOldestFirst() throws Exception {
    seen(IntStream.range(0, 600).mapToObj(i -> device(i, i % 3)).toList());
    List<DeviceSummary> found = new ArrayList<>();
    for (String bucket : DeviceSummary.buckets()) {
      List<DeviceSummary> ofBucket = new ArrayList<>();
      String cursor = null;
      do {
        Page page = stores().lastSeen(bucket, minute(0), minute(2), cursor, shard);
        ofBucket.addAll(page.devices());
        cursor = page.next();
      } while (cursor != null);
      assertThat(ofBucket).isSortedAccordingTo((a, b) -> a.lastSeen().compareTo(b.lastSeen()));
      found.addAll(ofBucket);
    }
    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 600)
                .filter(i -> i % 3 > 0)
                .mapToObj(i -> device(i, i % 3))
                .toList());
  }

  private Raised raise(int minute) throws Exception {
    return stores()
        .raise(
            new Silence("d1", "silent", minute(minute)), RULE.raised("d1", minute(minute)), shard);
  }

  @Test
  void aSilenceIsRaisedOnceOfAMinuteAndNotOnceTheDeviceWasHeardOf() throws Exception {
    assertThat(raise(1)).isEqualTo(Raised.NOT);
    seen(List.of(device(1, 1)));
    assertThat(raise(1)).isEqualTo(Raised.NOW);
    assertThat(raise(1)).isEqualTo(Raised.BEFORE);
    seen(List.of(device(1, 20)));
    assertThat(raise(1)).isEqualTo(Raised.NOT);
    assertThat(raise(20)).isEqualTo(Raised.NOW);
    assertThat(alerts())
        .containsExactlyInAnyOrder(RULE.raised("d1", minute(1)), RULE.raised("d1", minute(20)));
  }

  @Test
  void progressAdvancesOnlyFromWhereItWas() throws Exception {
    RuleProgress first = new RuleProgress(RuleProgress.ALL, "r", minute(1), null);
    RuleProgress second = new RuleProgress(RuleProgress.ALL, "r", minute(2), new UUID(1, 1));
    assertThat(stores().progress(RuleProgress.ALL, "r", shard)).isNull();
    assertThat(stores().advance(null, first, null, shard)).isTrue();
    assertThat(stores().advance(null, second, null, shard)).isFalse();
    assertThat(stores().progress(RuleProgress.ALL, "r", shard)).isEqualTo(first);

    Alert alert = RULE.raised("d1", minute(1));
    assertThat(stores().advance(first, second, alert, shard)).isTrue();
    assertThat(stores().advance(first, second, RULE.raised("d2", minute(1)), shard)).isFalse();
    assertThat(stores().progress(RuleProgress.ALL, "r", shard)).isEqualTo(second);
    assertThat(stores().progress(RuleProgress.ALL, "other", shard)).isNull();
    assertThat(alerts()).containsExactly(alert);
  }

  @Test
  void countsOfATypeAreSummedOverShardsAndMinutes() throws Exception {
    for (int shardNumber = 0; shardNumber < 2; shardNumber++) {
      for (int minute = 57; minute < 62; minute++) {
        counted(counter("1/shard-" + shardNumber, minute));
      }
    }
    assertThat(
            stores().counts("temperature", minute(58), minute(61), shard).count(Outcome.REJECTED))
        .isEqualTo(6);
    assertThat(stores().counts("other", minute(58), minute(61), shard).events()).isZero();
  }

  private static QualityMinute counter(String shard, int minute) {
    Findings findings = new Findings("temperature", Set.of(), Set.of());
    return QualityMinute.empty(minute(minute), shard, Duration.ofDays(300))
        .plus(List.of(new Observation("p", minute(minute), findings, Outcome.REJECTED)));
  }

  @Test
  void whileNoShardTellsHowFarItIsNobodyIsWaitedFor() throws Exception {
    assertThat(stores().countedUntil(shard)).isEqualTo(Instant.MAX);
  }
}
