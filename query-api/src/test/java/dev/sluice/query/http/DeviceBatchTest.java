package dev.sluice.query.http;

import static dev.sluice.query.http.TestServer.json;
import static dev.sluice.query.read.Events.NOW;
import static dev.sluice.query.read.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Many devices in one round trip.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DeviceBatchTest {
  private TestServer server;

  @BeforeAll
  void start() {
    server = TestServer.inMemory();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void devicesComeInTheOrderAskedForAndWhatIsMissingIsNamed() {
    server.store().putState(event("b-1", "t", NOW, "one"));
    server.store().putState(event("b-2", "t", NOW, "two"));

    HttpResponse<String> response = post("{\"device_ids\":[\"b-2\",\"nobody\",\"b-1\"]}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(json(response).get("items").findValuesAsText("device_id"))
        .containsSubsequence("b-2", "b-1");
    assertThat(json(response).at("/items/0/events/0/payload/name").textValue()).isEqualTo("two");
    assertThat(json(response).get("missing").toString()).isEqualTo("[\"nobody\"]");
  }

  @Test
  void aHundredOfTheLongestIdsAreTaken() {
    assertThat(post(longest(100)).statusCode()).isEqualTo(200);
  }

  @Test
  void oneMoreIsNot() {
    assertBad(post(longest(101)), "device_ids");
  }

  @ParameterizedTest(name = "{0} is blamed on {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | body",
        "[] | body",
        "{ | body",
        "{\"device_ids\":[\"a\"]} x | body",
        "{} | device_ids",
        "{\"device_ids\":null} | device_ids",
        "{\"device_ids\":\"a\"} | device_ids",
        "{\"device_ids\":[]} | device_ids",
        "{\"device_ids\":[\"a\"],\"colour\":1} | colour",
        "{\"device_ids\":[\"a\"],\"device_ids\":[\"b\"]} | body",
        "{\"device_ids\":[\"a\",\"b\",\"c\",\"d d\"]} | device_ids[3]",
        "{\"device_ids\":[\"a\",7]} | device_ids[1]",
        "{\"device_ids\":[null]} | device_ids[0]",
        "{\"device_ids\":[\"\"]} | device_ids[0]",
        "{\"device_ids\":[\"a\",\"a\"]} | device_ids[1]",
        "{\"device_ids\":[\"\\u0000\"]} | device_ids[0]",
      })
  void whatIsWrongIsNamed(String body, String parameter) {
    assertBad(post(body), parameter);
  }

  @Test
  void parametersAreRefused() {
    assertBad(
        server.send(request("?limit=3", "{\"device_ids\":[\"a\"]}", "application/json")), "limit");
  }

  @Test
  void anotherMediaTypeIsRefused() {
    assertThat(server.send(request("", "{\"device_ids\":[\"a\"]}", "text/plain")).statusCode())
        .isEqualTo(415);
  }

  @Test
  void aCompressedBodyIsRefusedBeforeItIsInflated() {
    HttpResponse<String> answer =
        server.send(
            HttpRequest.newBuilder(server.uri("/v1/devices:batchGet"))
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {0x1f, (byte) 0x8b, 8, 0}))
                .build());

    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(json(answer).get("detail").textValue()).contains("gzip", "as it is");
  }

  private HttpResponse<String> post(String body) {
    return server.send(request("", body, "application/json"));
  }

  private HttpRequest request(String query, String body, String mediaType) {
    return HttpRequest.newBuilder(server.uri("/v1/devices:batchGet" + query))
        .header("Content-Type", mediaType)
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private static String longest(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"" + "x".repeat(125) + (100 + i) + "\"")
        .collect(Collectors.joining(",", "{\"device_ids\":[", "]}"));
  }

  private static void assertBad(HttpResponse<String> response, String parameter) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(json(response).get("parameter").textValue()).isEqualTo(parameter);
  }
}
