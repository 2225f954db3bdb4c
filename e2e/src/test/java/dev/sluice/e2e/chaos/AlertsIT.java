package dev.sluice.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.alert.Alert;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.e2e.aws.StoreContents;
import dev.sluice.model.Event;
import dev.sluice.query.QueryApi;
import io.micronaut.runtime.server.EmbeddedServer;
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
/// workers and the shards that found them; and every replica of the query API tells its clients of
/// them, and of the events.
class AlertsIT extends GroundSuite {
  private static final String RULE = "door-left-open";
  private static final String[] SUBSCRIPTIONS = {
    "{\"op\":\"subscribe\",\"id\":\"doors\",\"to\":\"type\",\"event_type\":\"door\"}",
    "{\"op\":\"subscribe\",\"id\":\"alerts\",\"to\":\"alerts\"}"
  };
  private static final Pattern OPEN_SECONDS = Pattern.compile("\"open_seconds\":([0-9]+)");

  @Test
  void everyReplicaTellsWhatWasStoredThoughAWorkerIsKilled() throws InterruptedException {
    try (EmbeddedServer one = replica();
        EmbeddedServer other = replica();
        LiveClient first = new LiveClient(one.getURI(), SUBSCRIPTIONS);
        LiveClient second = new LiveClient(other.getURI(), SUBSCRIPTIONS)) {
      for (LiveClient client : List.of(first, second)) {
        await().atMost(SOON).until(() -> client.told("ack").count() == SUBSCRIPTIONS.length);
      }
      Set<String> storedBefore = Set.copyOf(doorIds());
      Set<String> raisedBefore = Set.copyOf(alertKeys());
      awaitSends(500);
      awaitBalanced();
      assertThat(strike(new Incident.WorkerKilled(1))).contains("shards moved in");
      awaitSends(1_000);
      ground().heal();
      assertThat(ground().awaitDone(SOON)).isTrue();

      Set<String> events = new HashSet<>(doorIds());
      events.removeAll(storedBefore);
      Set<String> alerts = new HashSet<>(alertKeys());
      alerts.removeAll(raisedBefore);
      for (LiveClient client : List.of(first, second)) {
        await()
            .atMost(SOON)
            .untilAsserted(() -> {
              assertThat(client.eventIds()).containsAll(events);
              assertThat(client.alertKeys()).containsAll(alerts);
            });
        assertThat(client.eventIds()).doesNotHaveDuplicates();
        assertThat(client.alertKeys()).doesNotHaveDuplicates();
        assertThat(client.told("missed")).isEmpty();
      }
      System.out.printf(
          "%d events and %d alerts told by each replica%n", events.size(), alerts.size());
    }
  }

  private static EmbeddedServer replica() {
    return QueryApi.start(
        Map.of(
            "micronaut.server.host", "127.0.0.1",
            "micronaut.server.port", -1,
            "sluice.environment", "local",
            "sluice.security.mode", "off"));
  }

  private static List<String> doorIds() {
    try (StoreContents store = new StoreContents()) {
      return store
          .events()
          .map(StoredEvent::event)
          .filter(event -> event.eventType().equals("door"))
          .map(event -> event.eventId().toString())
          .toList();
    }
  }

  private static List<String> alertKeys() {
    try (StoreContents store = new StoreContents()) {
      return store.alerts().map(alert -> alert.alertKey().toString()).toList();
    }
  }

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
          alerts.stream().filter(alert -> alert.rule().equals(RULE)).map(AlertsIT::shown).toList();
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
                    Alert.key(RULE, event.deviceId(), event.eventId().toString())));
      }
    }
    return found;
  }

  private static String shown(Alert alert) {
    return "%s %s %s".formatted(alert.state().text(), alert.deviceId(), alert.alertKey());
  }
}
