package dev.sluice.e2e.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.World;
import dev.sluice.e2e.WorldOptions;
import dev.sluice.e2e.aws.Resources;
import dev.sluice.simulator.Fleet;
import dev.sluice.simulator.FleetRun;
import dev.sluice.simulator.FleetSettings;
import dev.sluice.simulator.FleetTimeline;
import dev.sluice.simulator.OutgoingRecord;
import dev.sluice.simulator.SendLog;
import dev.sluice.simulator.Shares;
import dev.sluice.simulator.kinesis.KinesisIngestPoint;
import dev.sluice.simulator.pace.Pacer;
import dev.sluice.simulator.pace.Schedule;
import dev.sluice.simulator.pace.Ticker;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

/// The console over the whole pipeline, by keyboard: from the list to a device's chart, to an alert
/// that arrives, with the pictures kept in `target/console`.
class ConsoleIT extends BrowserSuite {
  private static final int PER_SECOND = 20;
  private static final Shares MISBEHAVIOUR = new Shares(0.05, 0.01, 0.05, 0);
  private static final Path PICTURES = Path.of("target", "console");
  private static final WorldOptions OPTIONS = WorldOptions.ephemeral().withoutTableChanges();
  private static final String POLICY =
      "fetch('/').then((answer) => answer.headers.get('Content-Security-Policy'))";

  @Test
  void onePageShowsThePipelineItsDevicesAndItsAlertsLive() throws Exception {
    try (World world = World.start(OPTIONS);
        KinesisIngestPoint ingest = KinesisIngestPoint.connect(Resources.STREAM);
        FleetRun fleet = fleet(ingest)) {
      assertThat(world.awaitReady(4, Duration.ofSeconds(60))).isTrue();
      URI console = URI.create(world.queryApi() + "/");
      page().load(console);
      try {
        showsThePipeline();
        leadsFromTheListToAChart();
        tellsOfAnAlert(ingest);
        looksGood();
      } catch (AssertionError | ConditionTimeoutException e) {
        page().screenshot(PICTURES.resolve("failed.png"));
        throw e;
      }
      assertThat(page().evaluate(POLICY).textValue())
          .contains("script-src 'self'", "style-src 'self'")
          .doesNotContain("unsafe");
      assertQuiet(console);
    }
  }

  private static FleetRun fleet(KinesisIngestPoint ingest) {
    long seed = Long.getLong("sluice.seed", new SplittableRandom().nextLong(1L << 32));
    System.out.println("ConsoleIT: -Dsluice.seed=" + seed);
    FleetTimeline timeline =
        new FleetTimeline(
            new Fleet(FleetSettings.ofSeed(seed).withDevices(20).withShares(MISBEHAVIOUR)),
            Schedule.steady(PER_SECOND),
            new FleetTimeline.Limit(Long.MAX_VALUE, Long.MAX_VALUE));
    Pacer pacer = Pacer.standard(Clock.systemUTC(), Ticker.system());
    return FleetRun.start(timeline, pacer, ingest, SendLog.remembering(), progress -> {});
  }

  private void showsThePipeline() {
    page().awaitText("#status", "live");
    page().awaitText("#open-access", "Authentication is off");
    page().awaitTrue("document.querySelector('#chart-stored').dataset.points > 2");
    page().awaitTrue("parseInt(document.querySelector('#rate-stored').textContent) > 0");
    page().awaitTrue("document.querySelectorAll('#shards tbody tr').length === 4");
    page().awaitText("#quality tbody", "temperature");
    page().awaitTrue("document.querySelectorAll('#reasons tbody tr').length > 0");
    page().awaitText("#windows tbody", "temperature_c");
  }

  private void leadsFromTheListToAChart() {
    page().awaitTrue("document.querySelectorAll('#device-list a').length > 15");
    page().focus("#search");
    page().type("device-10000");
    page().awaitTrue("document.querySelectorAll('#device-list a').length === 10");

    page().press("Tab");
    String chosen =
        page().evaluate("document.activeElement.firstElementChild.innerText").textValue();
    page().press("Enter");

    page().awaitText("#device-title", chosen);
    page().awaitTrue("document.querySelector('#chart-series').dataset.points > 2");
    String drawn =
        """
        (() => {
          const canvas = document.querySelector('#chart-series canvas');
          const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
          return pixels.reduce((blue, value, i) =>
            blue + (i % 4 === 2 && value > pixels[i - 2] + 80 && pixels[i + 1] > 200), 0);
        })()\
        """;
    page().awaitTrue(drawn + " > 50");
  }

  private void tellsOfAnAlert(KinesisIngestPoint ingest) throws InterruptedException {
    assertThat(page().text("#alert-list")).doesNotContain("console-test");
    String event =
        """
        {"id":"%s","event_type":"temperature","device_id":"console-test",\
        "processing_timestamp":"%s","event_details":{"temperature_c":61.20}}\
        """
            .formatted(UUID.randomUUID(), Instant.now());
    ingest.send(List.of(new OutgoingRecord("console-test", event.getBytes(UTF_8))));

    page().awaitText("#alert-list", "too-hot: console-test");
    page().awaitTrue("document.querySelector('#alert-news').textContent.includes(' raised: ')");
    page().focus("#alert-list a[href='#device=console-test']");
    page().press("Enter");
    page().awaitText("#device-title", "console-test");
    page().awaitText("#device-state", "61.20");
    page().evaluate("history.back()");
    page().awaitText("#device-title", "device-10000");
    page().awaitTrue("document.querySelector('#chart-series').dataset.points > 2");
  }

  private void looksGood() {
    page().awaitTrue("document.querySelector('#chart-stored').dataset.points > 20");
    page().prefer("light");
    page().screenshot(PICTURES.resolve("light.png"));
    page().prefer("dark");
    page().awaitTrue("matchMedia('(prefers-color-scheme: dark)').matches");
    page().screenshot(PICTURES.resolve("dark.png"));
    page().prefer("light");
    page().size(390, 844);
    page().awaitTrue("innerWidth === 390");
    page().screenshot(PICTURES.resolve("phone.png"));
    assertNothingScrollsSideways();
  }
}
