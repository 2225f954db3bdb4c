package dev.sluice.e2e.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.e2e.WorldOptions;
import dev.sluice.e2e.aws.Resharding;
import dev.sluice.e2e.aws.Resources;
import dev.sluice.e2e.aws.StoreContents;
import dev.sluice.query.QueryApi;
import dev.sluice.window.WindowField;
import dev.sluice.window.WindowLength;
import dev.sluice.window.WindowTotals;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Windows of event time are what adding up each sent event once gives: with re-sends, events that
/// come days late and numbers that are none, after a crash between windows and checkpoint, after a
/// split, and after everything was read again from its beginning in other batches.
class WindowsIT {
  private static final Map<String, Object> DAYS_LATE =
      Map.of("sluice.consumer.events.accepted-past", "P30D");

  @Test
  void eachEventCountsOnceWhateverHappens(@TempDir Path directory) throws Exception {
    long seed = Long.getLong("sluice.seed", new SplittableRandom().nextLong(1L << 32));
    System.out.println("WindowsIT: -Dsluice.seed=" + seed);
    try (WorkerStage stage = WorkerStage.with(2, directory, DAYS_LATE);
        StoreContents store = new StoreContents();
        SentNumbers numbers = new SentNumbers(seed, Clock.systemUTC().instant())) {
      WorkerProcess crashes = stage.start("crashes");
      WorkerProcess stays = stage.start("stays");
      stage.awaitShards(crashes, stays);
      crashes.crashAt(FaultPoint.AFTER_WINDOWS, 1);
      crashes.awaitObeyed(WorkerStage.PATIENCE);
      numbers.send(600);
      stage.until(() -> !crashes.isAlive());
      assertThat(crashes.crashedAt()).contains(FaultPoint.AFTER_WINDOWS);
      try (Resharding shards = new Resharding()) {
        shards.split(0);
      }
      numbers.send(600);
      awaitWindows(store, numbers);

      stays.kill();
      stage.until(() -> !stays.isAlive());
      deleteLeases();
      WorkerProcess replays = stage.start("replays", "sluice.kinesis.max-records", 37);
      await()
          .atMost(WorkerStage.PATIENCE.multipliedBy(2))
          .ignoreExceptionsInstanceOf(UncheckedIOException.class) // of a machine that is busy
          .until(() -> replays.isServing() && replays.tally().concluded() >= numbers.records());
      assertThat(kept(store)).as("read again").isEqualTo(numbers.windows());
      assertAnswered(numbers);
    }
  }

  private static void awaitWindows(StoreContents store, SentNumbers numbers) {
    await()
        .atMost(WorkerStage.PATIENCE)
        .untilAsserted(() -> assertThat(kept(store)).isEqualTo(numbers.windows()));
  }

  private record Window(WindowField of, WindowLength length, Instant start) {
    static Window of(WindowTotals total) {
      WindowField of = new WindowField(total.eventType(), total.field());
      return new Window(of, total.length(), total.start());
    }

    String text() {
      return of.eventType() + " " + of.field() + " " + length.text() + " " + start;
    }
  }

  /// Over all shards.
  private static Map<String, String> kept(StoreContents store) {
    Map<Window, WindowTotals> sums;
    try (Stream<WindowTotals> totals =
        store.windows().flatMap(item -> item.totals().values().stream())) {
      sums = totals.collect(Collectors.toMap(Window::of, t -> t, WindowTotals::plus));
    }
    Map<String, String> kept = new TreeMap<>();
    sums.forEach((window, sum) ->
        kept.put(window.text(), SentNumbers.text(sum.count(), sum.sum(), sum.min(), sum.max())));
    return kept;
  }

  private static void deleteLeases() {
    try (DynamoDbClient dynamo = DynamoDbClient.create()) {
      dynamo.deleteTable(request -> request.tableName(Resources.LEASES));
      dynamo.waiter().waitUntilTableNotExists(request -> request.tableName(Resources.LEASES));
    }
  }

  /// The query API says the same of the windows of an hour.
  private static void assertAnswered(SentNumbers numbers) throws Exception {
    Instant to = Clock.systemUTC().instant().truncatedTo(ChronoUnit.HOURS).plusSeconds(3600);
    Map<String, Object> settings = WorldOptions.ephemeral().querySettings();
    settings.put("sluice.environment", "local");
    settings.put("sluice.security.mode", "off");
    Map<String, String> answered = new TreeMap<>();
    try (EmbeddedServer api = QueryApi.start(settings);
        HttpClient client = HttpClient.newHttpClient()) {
      URI uri =
          api.getURI()
              .resolve(
                  "/v1/analytics?type=temperature&field=/payload/temperature_c&window=1h&from="
                      + to.minus(30, ChronoUnit.DAYS)
                      + "&to="
                      + to);
      HttpResponse<String> answer =
          client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      for (JsonNode item : new ObjectMapper().readTree(answer.body()).get("items")) {
        answered.put(
            "temperature /payload/temperature_c 1h "
                + Instant.parse(item.get("window_start").textValue()),
            SentNumbers.text(
                item.get("count").longValue(),
                item.get("sum").decimalValue(),
                item.get("min").decimalValue(),
                item.get("max").decimalValue()));
      }
    }
    Map<String, String> expected = new TreeMap<>(numbers.windows());
    expected.keySet().removeIf(window -> !window.contains("temperature_c 1h"));
    assertThat(answered).isEqualTo(expected);
  }
}
