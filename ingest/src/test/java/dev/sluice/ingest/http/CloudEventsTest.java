package dev.sluice.ingest.http;

import static dev.sluice.ingest.http.Posts.ADAPTER;
import static dev.sluice.ingest.http.Posts.CLOUD;
import static dev.sluice.ingest.http.Posts.array;
import static dev.sluice.ingest.http.TestServer.read;
import static dev.sluice.ingest.http.TestServer.story;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// CloudEvents in each of their three modes, by the [HTTP
/// binding](https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CloudEventsTest {
  private static final String ONE = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";

  private TestServer server;

  @BeforeAll
  void start() {
    server = TestServer.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static Map<String, String> attributes() {
    return new LinkedHashMap<>(
        Map.of(
            "ce-specversion", "1.0",
            "ce-id", "A-17",
            "ce-type", "reading",
            "ce-source", "/plant/7",
            "ce-subject", "sensor-3",
            "ce-time", "2026-03-05T11:59:00Z"));
  }

  private HttpResponse<String> binary(Map<String, String> headers, String type, String data) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri(TestServer.EVENTS)).POST(BodyPublishers.ofString(data));
    headers.forEach(request::header);
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    return server.send(request);
  }

  private String last() {
    return server.stream().getLast();
  }

  @ParameterizedTest
  @ValueSource(strings = {ONE, "Application/CloudEvents+JSON; charset=UTF-8"})
  void anEventInStructuredModeIsPutAsItCame(String type) {
    assertThat(story(server.send(type, CLOUD))).containsExactly("0 accepted");
    assertThat(last()).isEqualTo("sensor-3 " + CLOUD);
  }

  @Test
  void aBatchIsPutEventByEvent() {
    String other = CLOUD.replace("A-17", "A-18");

    assertThat(story(server.send(BATCH, array(CLOUD, other))))
        .containsExactly("0 accepted", "1 accepted");
    assertThat(last()).isEqualTo("sensor-3 " + other);
  }

  @Test
  void whatIsSaidToBeACloudEventHasToBeOne() {
    assertThat(story(server.send(ONE, ADAPTER))).containsExactly("0 unknown_envelope");
    assertThat(story(server.send(ONE, array(CLOUD)))).containsExactly("0 wrong_root");
    assertThat(story(server.send(BATCH, array(CLOUD, ADAPTER))))
        .containsExactly("0 accepted", "1 unknown_envelope");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/vnd.acme+json; charset=utf-8"})
  void anEventInBinaryModeIsPutInStructuredMode(String type) {
    HttpResponse<String> answer = binary(attributes(), type, "{\"celsius\":21.50}");

    assertThat(story(answer)).containsExactly("0 accepted");
    assertThat(last())
        .isEqualTo(
            """
            sensor-3 {"id":"A-17","source":"/plant/7","specversion":"1.0","subject":"sensor-3",\
            "time":"2026-03-05T11:59:00Z","type":"reading","data":{"celsius":21.50}}\
            """);
  }

  @Test
  void bothModesNameTheSameEvent() {
    String structured = read(server.send(ONE, CLOUD)).at("/events/0/event_id").textValue();

    assertThat(
            read(binary(attributes(), "application/json", "{\"celsius\":21.50}"))
                .at("/events/0/event_id")
                .textValue())
        .isEqualTo(structured);
  }

  @Test
  void anEventInBinaryModeNeedsNoData() {
    assertThat(story(binary(attributes(), "", ""))).containsExactly("0 accepted");
    assertThat(last()).doesNotContain("data");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%C3%BCber%20%22%22|über \"\"",
        "\"a \\\"b\\\" c\"|a \"b\" c",
        "a b|a b",
        "%F0%9F%98%80|😀",
        "100%25|100%"
      })
  void headersAreDecoded(String header, String attribute) throws Exception {
    Map<String, String> headers = attributes();
    headers.put("ce-note", header);

    HttpResponse<String> answer = binary(headers, "application/json", "{}");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(
            new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(last().substring("sensor-3 ".length()))
                .get("note")
                .textValue())
        .isEqualTo(attribute);
  }

  @ParameterizedTest
  @CsvSource({
    "ce-note,%,400",
    "ce-note,%4,400",
    "ce-note,%zz,400",
    "ce-note,%FF,400",
    "ce-data,1,400",
    "ce-datacontenttype,text/plain,400",
    "ce-under_score,1,400"
  })
  void aHeaderThatIsNoAttributeIsNamed(String name, String value, int status) {
    Map<String, String> headers = attributes();
    headers.put(name, value);

    HttpResponse<String> answer = binary(headers, "application/json", "{}");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(read(answer).get("detail").textValue()).contains(name);
  }

  @Test
  void anAttributeGivenTwiceIsNamed() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri(TestServer.EVENTS)).POST(BodyPublishers.noBody());
    attributes().forEach(request::header);
    request.header("ce-type", "other");

    HttpResponse<String> answer = server.send(request);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(read(answer).get("parameter").textValue()).isEqualTo("ce-type");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{},\"subject\":\"sensor-9\"|not_json",
        "{}}|not_json",
        "{\"a\":1,\"a\":2}|duplicate_member",
        "[1]|malformed_member",
        "{|not_json"
      })
  void dataThatIsNoJsonObjectIsRejectedAndBringsNoAttributes(String data, String reason) {
    Map<String, String> headers = attributes();
    headers.remove("ce-subject");
    HttpResponse<String> noSubject = binary(headers, "application/json", data);
    HttpResponse<String> answer = binary(attributes(), "application/json", data);

    assertThat(noSubject.statusCode()).isEqualTo(400);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(story(answer)).containsExactly("0 " + reason);
  }

  @Test
  void dataOfAnotherTypeIsNotTaken() {
    assertThat(binary(attributes(), "text/plain", "21.5").statusCode()).isEqualTo(415);
    assertThat(binary(attributes(), "application/x-ndjson", "{}").statusCode()).isEqualTo(415);
  }

  @Test
  void anAttributeThatIsMissingIsNamed() {
    for (String name : List.of("id", "type", "source", "subject", "time")) {
      Map<String, String> headers = attributes();
      headers.remove("ce-" + name);
      HttpResponse<String> answer = binary(headers, "application/json", "{}");
      assertThat(answer.statusCode()).as(name).isEqualTo(400);
      assertThat(story(answer)).containsExactly("0 missing_member");
      assertThat(read(answer).get("detail").textValue()).contains(name);
    }
  }
}
