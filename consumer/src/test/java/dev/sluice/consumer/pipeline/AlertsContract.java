package dev.sluice.consumer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.alert.Alert;
import dev.sluice.alert.AlertState;
import dev.sluice.consumer.alert.Alerts;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [Alerts] must do.
public abstract class AlertsContract {
  protected final TestShard shard = new TestShard();

  /// Puts into an empty store; the same one within a test.
  protected abstract Alerts alerts();

  protected abstract Collection<Alert> kept();

  static Alert alert(int number, String detail) {
    return new Alert(
        Alert.key("rule", "d" + number, "1"),
        "rule",
        AlertState.CLEARED,
        "d" + number,
        "temperature",
        Samples.RECEIVED.plusSeconds(number),
        new Alert.Trigger(Samples.id(number), Samples.RECEIVED),
        "31.50",
        detail,
        new UUID(1, number));
  }

  @Test
  void whatIsPutIsKeptAsItIs() throws Exception {
    List<Alert> all = IntStream.range(0, 60).mapToObj(i -> alert(i, "hot")).toList();
    alerts().put(all, shard);
    assertThat(kept()).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void putAgainOrTwiceAtOnceItIsThereOnceAsItWasFirst() throws Exception {
    Alert first = alert(1, "first");
    alerts().put(List.of(first, first), shard);
    alerts().put(List.of(alert(2, "new"), alert(1, "second")), shard);
    assertThat(kept()).containsExactlyInAnyOrder(first, alert(2, "new"));
  }

  @Test
  void whatIsAboutATypeAndHasNoTriggerIsKeptToo() throws Exception {
    Alert alert =
        new Alert(
            new UUID(2, 2),
            "many",
            AlertState.RAISED,
            null,
            "temperature",
            Samples.RECEIVED,
            null,
            null,
            "4 of 4",
            null);
    alerts().put(List.of(alert), shard);
    assertThat(kept()).containsExactly(alert);
  }
}
