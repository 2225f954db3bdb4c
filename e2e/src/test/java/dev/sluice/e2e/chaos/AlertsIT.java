package dev.sluice.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.alert.Alert;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.e2e.aws.StoreContents;
import dev.sluice.model.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Alerts are those that whoever knew all events would raise, each once, whatever happened to the
/// workers and the shards that found them.
class AlertsIT extends GroundSuite {
  private static final Pattern OPEN_SECONDS = Pattern.compile("\"open_seconds\":([0-9]+)");

  @Test
  void aKilledWorkerAndASplitShardChangeNoAlert() throws InterruptedException {
    awaitSends(1_000);
    awaitBalanced();
    assertThat(strike(new Incident.WorkerKilled(1))).contains("shards moved in");
    awaitSends(500);
    assertThat(strike(new Incident.ShardSplit(2))).contains("1 shards became 2");
    awaitSends(1_500);
    awaitCaughtUp();
    ground().heal();
    assertThat(ground().awaitDone(SOON)).isTrue();

    try (StoreContents store = new StoreContents()) {
      Map<String, List<Event>> byDevice =
          store
              .events()
              .filter(stored -> stored.event().eventType().equals("door"))
              .sorted(Comparator.comparing(StoredEvent::position))
              .map(StoredEvent::event)
              .collect(Collectors.groupingBy(Event::deviceId));
      Set<String> expected = new HashSet<>();
      byDevice.values().forEach(events -> expected.addAll(judged(events)));
      List<Alert> alerts = store.alerts().toList();
      List<String> raised =
          alerts.stream()
              .filter(alert -> alert.rule().equals("door-left-open"))
              .map(AlertsIT::shown)
              .toList();
      System.out.printf("%d alerts about doors of %d devices%n", raised.size(), byDevice.size());
      assertThat(raised).doesNotHaveDuplicates().isNotEmpty();
      assertThat(Set.copyOf(raised)).isEqualTo(expected);
    }
  }

  /// The rule of `WorldOptions`, worked out in the plainest way: above 595, cleared below 300.
  private static List<String> judged(List<Event> events) {
    List<String> found = new ArrayList<>();
    boolean raised = false;
    Instant newest = Instant.MIN;
    for (Event event : events) {
      if (event.eventTime().isBefore(newest)) {
        continue;
      }
      newest = event.eventTime();
      Matcher seconds = OPEN_SECONDS.matcher(event.payload());
      assertThat(seconds.find()).isTrue();
      int open = Integer.parseInt(seconds.group(1));
      if (raised ? open < 300 : open > 595) {
        raised = !raised;
        found.add(
            "%s %s %s"
                .formatted(
                    raised ? "raised" : "cleared",
                    event.deviceId(),
                    Alert.key("door-left-open", event.deviceId(), event.eventId().toString())));
      }
    }
    return found;
  }

  private static String shown(Alert alert) {
    return "%s %s %s".formatted(alert.state().text(), alert.deviceId(), alert.alertKey());
  }
}
