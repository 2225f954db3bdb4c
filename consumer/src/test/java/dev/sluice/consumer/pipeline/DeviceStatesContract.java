package dev.sluice.consumer.pipeline;

import static dev.sluice.consumer.pipeline.Samples.RECEIVED;
import static dev.sluice.consumer.pipeline.Samples.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dynamodb.DeviceState;
import dev.sluice.dynamodb.DeviceSummary;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [DeviceStates] must do.
public abstract class DeviceStatesContract {
  private static final DeviceState OLDER =
      new DeviceState(event(1, "d", "account", "created", RECEIVED));
  private static final DeviceState NEWER =
      new DeviceState(event(2, "d", "account", null, RECEIVED.plusMillis(1)));

  protected final TestShard shard = new TestShard();

  /// Refreshes an empty store; the same one within a test.
  protected abstract DeviceStates states();

  protected abstract Collection<DeviceState> kept();

  protected abstract Collection<DeviceSummary> summaries();

  private void refresh(DeviceState... some) throws Exception {
    states().refresh(List.of(some), List.of(), shard);
  }

  @Test
  void newerReplacesOlderWithItsSubtype() throws Exception {
    refresh(OLDER);
    refresh(NEWER);
    assertThat(kept()).containsExactly(NEWER);
  }

  @Test
  void olderLeavesNewerAlone() throws Exception {
    refresh(NEWER);
    refresh(OLDER);
    assertThat(kept()).containsExactly(NEWER);
  }

  @Test
  void refreshedAgainItStaysTheSame() throws Exception {
    refresh(NEWER);
    refresh(NEWER);
    assertThat(kept()).containsExactly(NEWER);
  }

  @Test
  void atOneTimeTheGreaterIdIsNewerInWhateverOrder() throws Exception {
    DeviceState first = new DeviceState(event(1, "d", "t", RECEIVED));
    DeviceState second = new DeviceState(event(2, "d", "t", RECEIVED));
    refresh(second);
    refresh(first);
    assertThat(kept()).containsExactly(second);
  }

  @Test
  void typesOfADeviceAreKeptApart() throws Exception {
    DeviceState other = new DeviceState(event(3, "d", "reading", RECEIVED));
    refresh(OLDER, other);
    assertThat(kept()).containsExactlyInAnyOrder(OLDER, other);
  }

  @Test
  void sixtyStatesSomeNewSomeOldSomeNewer() throws Exception {
    List<DeviceState> before =
        IntStream.range(0, 60).filter(i -> i % 3 != 0).mapToObj(i -> of(i, 100)).toList();
    states().refresh(before, List.of(), shard);
    List<DeviceState> now =
        IntStream.range(0, 60).mapToObj(i -> of(i, i % 3 == 1 ? 50 : 150)).toList();
    states().refresh(now, List.of(), shard);

    assertThat(kept())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 60).mapToObj(i -> of(i, i % 3 == 1 ? 100 : 150)).toList());
  }

  private static DeviceState of(int device, int millis) {
    return new DeviceState(
        event(device, "device-" + device, "reading", RECEIVED.plusMillis(millis)));
  }

  @Test
  void ofTwoThatInsertAtOnceTheNewerWins() throws Exception {
    DeviceStates states = states();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> writers =
          IntStream.of(100, 300, 200)
              .mapToObj(millis ->
                  (Callable<Void>)
                      () -> {
                        List<DeviceState> all =
                            IntStream.range(0, 60).mapToObj(i -> of(i, millis)).toList();
                        states.refresh(all, List.of(), shard);
                        return null;
                      })
              .toList();
      for (Future<Void> end : threads.invokeAll(writers)) {
        end.get();
      }
    }
    assertThat(kept())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 60).mapToObj(i -> of(i, 300)).toList());
  }

  @Test
  void summaryKeepsTheLatestMinute() throws Exception {
    DeviceSummary first = new DeviceSummary("d", RECEIVED);
    DeviceSummary later = new DeviceSummary("d", RECEIVED.plus(Duration.ofMinutes(2)));
    states().refresh(List.of(OLDER), List.of(first), shard);
    states().refresh(List.of(), List.of(later), shard);
    states().refresh(List.of(), List.of(first, new DeviceSummary("e", RECEIVED)), shard);

    assertThat(summaries()).containsExactlyInAnyOrder(later, new DeviceSummary("e", RECEIVED));
    assertThat(kept()).containsExactly(OLDER);
  }
}
