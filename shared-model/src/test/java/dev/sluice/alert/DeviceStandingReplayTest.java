package dev.sluice.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Event;
import dev.sluice.model.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// However often and from wherever events are read again, and wherever work is cut short between
/// the alerts and the state: the alerts and the states are those of one undisturbed pass.
class DeviceStandingReplayTest {
  private static final int EVENTS = 300;
  private static final int DEVICES = 3;
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Rules RULES =
      RuleConfiguration.read(
          List.of(
              with("hot", "threshold", Map.of("above", 25, "clear-below", 15)),
              with("long", "threshold", Map.of("above", 20, "for", "PT10S")),
              with("fast", "rate", Map.of("per", "PT5S", "above", 12)),
              with("odd", "value-set", Map.of("one-of", List.of(1, 3, 5, 7)))));

  private static Map<String, Object> with(String name, String type, Map<String, ?> more) {
    Map<String, Object> rule = new HashMap<>(more);
    rule.put("name", name);
    rule.put("type", type);
    rule.put("event-type", "t");
    rule.put("field", "/payload/x");
    return rule;
  }

  /// What is kept outside of a worker.
  private record Kept(Map<UUID, Alert> alerts, Map<String, DeviceStanding> standings) {
    Kept() {
      this(new LinkedHashMap<>(), new HashMap<>());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 20_261_121})
  void replaysCutsAndRestartsEndAsUndisturbed(long seed) {
    List<Event> events = events(new Random(seed));
    Kept undisturbed = new Kept();
    batch(undisturbed, events, 0, EVENTS, true);
    assertThat(undisturbed.alerts()).hasSizeGreaterThan(20);

    for (int run = 0; run < 200; run++) {
      Random random = new Random(seed * 1_000 + run);
      Kept disturbed = new Kept();
      for (int done = 0; done < EVENTS; ) {
        int end = Math.min(EVENTS, done + 1 + random.nextInt(60));
        // a worker that was thought dead does an old batch over, from states it read long ago
        int from = random.nextInt(4) == 0 ? random.nextInt(done + 1) : done;
        boolean saved = random.nextInt(3) > 0;
        batch(disturbed, events, from, end, saved);
        done = saved ? end : done;
      }
      assertThat(disturbed).as("seed %d, run %d", seed, run).isEqualTo(undisturbed);
    }
  }

  /// @param saved whether the worker lived to save the states
  private static void batch(Kept kept, List<Event> events, int from, int to, boolean saved) {
    Map<String, DeviceStanding> cached = new HashMap<>(kept.standings());
    for (int i = from; i < to; i++) {
      Event event = events.get(i);
      DeviceStanding.Step step =
          cached
              .getOrDefault(
                  event.deviceId(), DeviceStanding.unknown(event.deviceId(), event.eventType()))
              .next(RULES.of("t"), event, "p%05d".formatted(i));
      cached.put(event.deviceId(), step.after());
      for (Alert alert : step.alerts()) {
        Alert before = kept.alerts().put(alert.alertKey(), alert);
        assertThat(before == null || before.equals(alert)).isTrue();
      }
    }
    if (saved) {
      cached.forEach((device, standing) -> {
        if (!standing.position().isEmpty()) {
          kept.standings()
              .merge(
                  device,
                  standing,
                  (old, now) -> old.position().compareTo(now.position()) < 0 ? now : old);
        }
      });
    }
  }

  /// Times mostly ascend; some events come late.
  private static List<Event> events(Random random) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      int late = random.nextInt(5) == 0 ? random.nextInt(20) : 0;
      events.add(
          new Event(
              new UUID(1, i),
              "d" + random.nextInt(DEVICES),
              "t",
              null,
              START.plusSeconds(i - late),
              START.plusSeconds(i),
              random.nextInt(10) == 0 ? "{}" : "{\"x\":" + random.nextInt(40) + "}",
              Source.ADAPTER_EVENT));
    }
    return events;
  }
}
