package dev.sluice.e2e.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the page does when strangers write to it, connections break, and the API says no.
class ConsoleBehaviourIT extends BrowserSuite {
  private @Nullable CannedApi api;

  @BeforeEach
  void startApi() {
    api = new CannedApi();
  }

  @AfterEach
  void stopApi() {
    api().close();
  }

  private CannedApi api() {
    return Objects.requireNonNull(api);
  }

  private void load() {
    page().load(api().uri());
  }

  private void loadLive() {
    load();
    await().until(() -> api().followers() == 1);
  }

  private void sendAlert(int number, String state) {
    String alert = CannedAnswers.alert(number, state);
    api().send("alert", "", "{\"kind\":\"alert\",\"ids\":[\"alerts\"],\"alert\":" + alert + "}");
  }

  @Test
  void whatDevicesCallThemselvesIsTextAndNothingElse() {
    load();
    page().awaitTrue("document.querySelectorAll('#device-list a').length > 2");
    page().evaluate("document.querySelector('#device-list a').click()");
    page().awaitTrue("document.querySelector('#chart-series').dataset.points > 100");

    assertThat(page().text("#device-title")).isEqualTo(CannedAnswers.HOSTILE);
    assertThat(page().text("#device-state")).contains("<b>full</b>");
    assertThat(page().count("#device img, #devices img, #device-state b")).isZero();
    assertThat(page().evaluate("document.title").textValue()).isEqualTo("Sluice console");
    assertQuiet(api().uri());
  }

  @Test
  void numbersAreShownAsTheyWereSent() {
    load();
    page().awaitTrue("document.querySelectorAll('#device-list a').length > 2");
    page().evaluate("location.hash = '#device=thermostat-001'");
    page().awaitText("#device-state", "21.10");
    await().until(() -> api().followers() == 2);

    api()
        .send(
            "event",
            "",
            "{\"kind\":\"event\",\"ids\":[\"device\"],\"event\":"
                + CannedAnswers.event("thermostat-001", 23)
                + "}");

    page().awaitText("#device-state", "23.10");
  }

  @ParameterizedTest
  @CsvSource({"token, Authorization: Bearer s3cret", "key, X-API-Key: s3cret"})
  void whoHasToSignInIsAskedAndTheSecretStaysInTheTab(String kind, String header) {
    api().require(header);
    load();
    page().awaitTrue("document.activeElement.id === 'secret'");
    page().type("wrong");
    page().press("Enter");
    page().awaitText("#sign-in-reason", "a token or an API key is needed. Sign in with");

    page().evaluate("document.querySelector('[value=" + kind + "]').click()");
    page().focus("#secret");
    page().type("s3cret");
    page().press("Enter");
    page().awaitTrue("document.querySelectorAll('#device-list a').length > 2");
    await().until(() -> api().followers() == 1);

    assertThat(page().text("#who")).isEqualTo("ada");
    assertThat(page().count("#open-access")).isZero();
    assertThat(page().evaluate("localStorage.length + document.cookie.length").intValue()).isZero();
    assertThat(page().evaluate("sessionStorage.length").intValue()).isEqualTo(1);
    assertThat(api().asked()).noneMatch(asked -> asked.contains("s3cret"));
    assertThat(complaintsOfItsOwn()).isEmpty();

    page().evaluate("document.querySelector('#sign-out').click()");
    page().awaitTrue("document.activeElement.id === 'secret'");
    assertThat(page().evaluate("sessionStorage.length").intValue()).isZero();
  }

  @Test
  void whoeverIsLetInUnaskedIsTold() {
    load();
    page().awaitText("#open-access", "Authentication is off");
  }

  @Test
  void whatOneMayNotSeeIsNeitherShownNorAskedFor() {
    api().grant(CannedAnswers.access("api-keys", "telemetry:read"));
    loadLive();
    page().awaitTrue("document.querySelectorAll('#device-list a').length > 2");

    assertThat(page().count("#flow, #alerts, #shards, #quality, #reasons")).isZero();
    assertThat(page().count("#devices, #device, #windows")).isEqualTo(3);
    assertThat(api().asked())
        .contains("/v1/live/events?windows=true")
        .noneMatch(asked -> asked.startsWith("/v1/quality") || asked.startsWith("/v1/alerts"));
  }

  @Test
  void afterABreakItGoesOnWhereItStopped() {
    loadLive();
    api().send("progress", "place-1", "{\"kind\":\"progress\",\"resume\":\"place-1\"}");
    page().awaitText("#status", "live");

    api().cut();

    page().awaitText("#status", "reconnecting");
    await().atMost(Duration.ofSeconds(20)).until(() -> api().resumed().equals(List.of("place-1")));
    api().send("heartbeat", "place-2", "{\"kind\":\"heartbeat\",\"resume\":\"place-2\"}");
    page().awaitTrue("document.querySelector('#status').textContent === 'live'");
  }

  @Test
  void aRefusalIsToldInItsWordsAndAskedAboutAgain() {
    api().refuse(Optional.of("the store does not answer in time; ask again later"));
    load();
    page().awaitText("#quality .problem", "the store does not answer in time");
    page().awaitText("#quality .problem", "asks again by itself");

    api().refuse(Optional.empty());

    page().awaitText("#quality tbody", "network_connection");
    assertThat(page().text("#quality .problem")).isEmpty();
    assertThat(complaintsOfItsOwn()).isEmpty();
  }

  @Test
  void alertsAreReadOutAndClearedWhereTheyWereRaised() {
    loadLive();
    sendAlert(1, "raised");
    sendAlert(2, "raised");
    page().awaitText("#alerts-open", "2 raised");
    assertThat(page().text("#alert-list li")).contains("too-hot: thermostat-002");
    page()
        .awaitTrue(
            "document.querySelector('#alert-news').textContent.includes('too-hot raised: thermostat-002.')");

    sendAlert(1, "cleared");
    sendAlert(1, "cleared");
    sendAlert(2, "raised");

    page().awaitText("#alerts-open", "1 raised");
    assertThat(page().count("#alert-list li")).isEqualTo(2);
    assertThat(page().count("#alert-list [data-state=cleared]")).isOne();
  }

  @Test
  void anAlertLeadsToItsDevice() {
    loadLive();
    sendAlert(7, "raised");
    page().awaitTrue("document.querySelector('#alert-list a')");
    page().focus("#alert-list a");
    page().press("Enter");
    page().awaitText("#device-title", "thermostat-007");
  }

  @Test
  void howeverMuchComesThePageKeepsSoMuchOnly() {
    loadLive();
    for (int i = 1; i <= 150; i++) {
      sendAlert(i, "raised");
    }
    page().awaitText("#alert-list", "thermostat-150");
    page().awaitTrue("document.querySelectorAll('#alert-list li').length === 100");
    String ring =
        """
        import('/console/ring.js').then(({ Ring }) => {
          const ring = new Ring(300, 1);
          for (let at = 0; at < 1000; at++) { ring.push(at, at * 2); ring.push(at, 0); }
          return [ring.length, ring.series(0)[0][0], ring.series(0)[1][299]].join();
        })\
        """;
    assertThat(page().evaluate(ring).textValue()).isEqualTo("300,700,1998");
  }

  @Test
  void messagesAreReadHoweverTheirBytesArrive() {
    load();
    String parse =
        """
        import('/console/sse.js').then(({ Parser }) => {
          const text = ': hello\\r\\nevent: a\\nid: 7\\ndata: {"x":\\r\\ndata:1}\\r\\n\\r\\ndata: b\\r\\rid\\n\\ndata: cut';
          const read = (size) => {
            const parser = new Parser();
            const found = [];
            for (let at = 0; at < text.length; at += size) {
              found.push(...parser.take(text.slice(at, at + size)));
            }
            return JSON.stringify(found);
          };
          return [...new Set(Array.from({ length: text.length }, (_, i) => read(i + 1)))];
        })\
        """;
    page().awaitTrue("document.readyState === 'complete'");
    assertThat(page().evaluate(parse))
        .hasSize(1)
        .allSatisfy(found ->
            assertThat(found.textValue())
                .isEqualTo(
                    """
                    [{"event":"a","id":"7","data":"{\\"x\\":\\n1}"},{"event":"message","id":"7","data":"b"}]\
                    """));
  }

  @Test
  void searchAsksForWhatIdsBeginWithAndMoreIsFetchedOnDemand() {
    load();
    page().awaitTrue("document.querySelectorAll('#device-list a').length === 50");
    page().evaluate("document.querySelector('#more-devices').click()");
    page().awaitTrue("document.querySelectorAll('#device-list a').length === 72");
    assertThat(page().count("#more-devices")).isZero();

    page().focus("#search");
    page().type("thermostat-06");
    page().awaitTrue("document.querySelectorAll('#device-list a').length === 10");
    page().type("x");
    page().awaitText("#devices-count", "none begins so");
  }

  @Test
  void onAPhoneNothingScrollsSideways() {
    page().size(320, 640);
    loadLive();
    api().send("pipeline", "", CannedAnswers.pipeline(3));
    api().send("window", "", CannedAnswers.window(3));
    sendAlert(1, "raised");
    page().evaluate("location.hash = '#device=" + CannedAnswers.LONG + "'");
    page().awaitTrue("document.querySelector('#chart-series').dataset.points > 100");
    page().awaitText("#windows", "celsius");
    assertNothingScrollsSideways();
  }

  @Test
  void everythingThatCanBeUsedHasAName() {
    loadLive();
    page().evaluate("location.hash = '#device=thermostat-001'");
    page().awaitTrue("document.querySelector('#chart-series').dataset.points > 100");
    String nameless =
        """
        [...document.querySelectorAll('a, button, input, select, [tabindex="0"], [role=img]')]
          .filter((one) => one.checkVisibility())
          .filter((one) => !(one.innerText || one.ariaLabel || one.labels?.length
              || one.getAttribute('aria-labelledby')))
          .map((one) => one.outerHTML)\
        """;
    assertThat(page().evaluate(nameless)).isEmpty();
    String tables = "[...document.querySelectorAll('table')]";
    assertThat(page().evaluate(tables + ".length").intValue()).isPositive();
    assertThat(page().evaluate(tables + ".filter((one) => !one.caption).length").intValue())
        .isZero();
  }

  @Test
  void whatHasTheFocusIsSeen() {
    loadLive();
    page().awaitTrue("document.querySelectorAll('#device-list a').length > 2");
    List<String> path = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      page().press("Tab");
      path.add(
          page()
              .evaluate("document.activeElement.id || document.activeElement.innerText")
              .asText());
      assertThat(page().evaluate("getComputedStyle(document.activeElement).outlineStyle").asText())
          .as("%s", path)
          .isEqualTo("solid");
    }
    assertThat(path)
        .startsWith("Skip to the content", "API", "alert-list", "search")
        .last()
        .asString()
        .contains("thermostat-000");
  }
}
