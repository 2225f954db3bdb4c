package dev.sluice.consumer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.alert.DeviceStanding;
import dev.sluice.alert.RuleState;
import dev.sluice.consumer.alert.AlertStates;
import dev.sluice.consumer.alert.AlertStates.Answer;
import dev.sluice.consumer.alert.AlertStates.Question;
import dev.sluice.consumer.alert.AlertStates.Subject;
import dev.sluice.dynamodb.Silence;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [AlertStates] must do.
public abstract class AlertStatesContract {
  private static final RuleState FULL =
      new RuleState(
          Samples.RECEIVED,
          new UUID(1, 2),
          new RuleState.Sample(Samples.RECEIVED.plusMillis(1), new BigDecimal("-1.50E+3")));

  protected final TestShard shard = new TestShard();

  /// Empty at first; the same within a test.
  protected abstract AlertStates states();

  /// Puts a silence there.
  protected abstract void raised(Silence silence);

  private static DeviceStanding standing(int device, int sequence) {
    return new DeviceStanding(
        "d" + device,
        "temperature",
        Samples.position(sequence, 0).text(),
        Samples.RECEIVED.plusMillis(sequence),
        new TreeMap<>(Map.of("hot", FULL, "cold", RuleState.QUIET)));
  }

  private List<DeviceStanding> standings(int devices) throws Exception {
    List<Subject> subjects =
        IntStream.range(0, devices).mapToObj(i -> new Subject("d" + i, "temperature")).toList();
    return states().read(new Question(subjects, List.of(), List.of()), shard).standings();
  }

  private List<Silence> silences(String device) throws Exception {
    return states()
        .read(new Question(List.of(), List.of(device), List.of("silent", "quiet")), shard)
        .silences();
  }

  @Test
  void whatIsSavedIsReadAsItWas() throws Exception {
    List<DeviceStanding> all = IntStream.range(0, 130).mapToObj(i -> standing(i, 5)).toList();
    states().save(all, shard);
    assertThat(standings(140)).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void onlyAHigherPositionReplaces() throws Exception {
    states().save(List.of(standing(0, 5), standing(1, 5), standing(2, 5)), shard);
    states().save(List.of(standing(0, 4), standing(1, 5), standing(2, 6), standing(3, 1)), shard);
    assertThat(standings(4))
        .containsExactlyInAnyOrder(standing(0, 5), standing(1, 5), standing(2, 6), standing(3, 1));
  }

  @Test
  void aSilenceIsReadByDeviceAndRuleAndEndsOnlyAsTheOneItWas() throws Exception {
    Silence silence = new Silence("d", "silent", Samples.RECEIVED);
    raised(silence);
    raised(new Silence("e", "silent", Samples.RECEIVED));
    states().save(List.of(standing(0, 1)), shard);
    assertThat(silences("d")).containsExactly(silence);

    Silence later = new Silence("d", "silent", Samples.RECEIVED.plus(Duration.ofMinutes(5)));
    states().end(List.of(later, new Silence("f", "silent", Samples.RECEIVED)), shard);
    assertThat(silences("d")).containsExactly(silence);

    states().end(List.of(silence), shard);
    states().end(List.of(silence), shard);
    assertThat(silences("d")).isEmpty();
    assertThat(silences("e")).hasSize(1);
  }

  @Test
  void whatIsNotThereIsNotFound() throws Exception {
    Answer answer =
        states()
            .read(
                new Question(List.of(new Subject("d", "t")), List.of("d"), List.of("silent")),
                shard);
    assertThat(answer.standings()).isEmpty();
    assertThat(answer.silences()).isEmpty();
  }
}
