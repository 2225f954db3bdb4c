package dev.sluice.query.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.http.openapi.AnswerCheck;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;

/// The check lets through what is described and nothing else.
final class AnswerCheckTest {
  private static final String JSON = "application/json";
  private static final String DEVICES = "{\"items\":[],\"next_cursor\":null}";
  private static final String PROBLEM =
      "{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,\"detail\":\"d\","
          + "\"instance\":\"/v1/devices\",\"parameter\":\"limit\"}";

  private final AnswerCheck check = new AnswerCheck(Served.document());

  @Test
  void whatIsDescribedPasses() {
    assertThat(complaints("/v1/devices", answer(200, JSON, DEVICES))).isEmpty();
    assertThat(complaints("/v1/devices", answer(400, "application/problem+json", PROBLEM)))
        .isEmpty();
    assertThat(
            check.complaints("HEAD", "/v1/devices", answer(200, JSON, "").without("Content-Type")))
        .isEmpty();
  }

  @Test
  void aMemberThatIsNotDescribedIsFound() {
    assertThat(
            complaints(
                "/v1/devices",
                answer(200, JSON, "{\"items\":[],\"next_cursor\":null,\"total\":0}")))
        .singleElement()
        .asString()
        .contains("total");
    assertThat(
            complaints(
                "/v1/devices",
                answer(
                    200,
                    JSON,
                    "{\"items\":[{\"device_id\":\"d\",\"last_seen\":\"2026-03-05T01:49:00.000Z\","
                        + "\"colour\":\"red\"}],\"next_cursor\":null}")))
        .singleElement()
        .asString()
        .contains("colour");
  }

  @Test
  void aMemberThatIsMissingOrOfAnotherFormIsFound() {
    assertThat(complaints("/v1/devices", answer(200, JSON, "{\"items\":[]}"))).hasSize(1);
    assertThat(
            complaints("/v1/devices", answer(200, JSON, "{\"items\":null,\"next_cursor\":null}")))
        .hasSize(1);
    assertThat(
            complaints(
                "/v1/devices",
                answer(
                    200,
                    JSON,
                    "{\"items\":[{\"device_id\":\"d\",\"last_seen\":\"lately\"}],"
                        + "\"next_cursor\":null}")))
        .hasSize(1);
  }

  @Test
  void aStatusAMediaTypeOrAHeaderThatIsNotDescribedIsFound() {
    assertThat(complaints("/v1/devices", answer(418, JSON, DEVICES)).toString()).contains("418");
    assertThat(complaints("/v1/devices", answer(200, "text/html", DEVICES)).toString())
        .contains("text/html");
    assertThat(complaints("/v1/devices", answer(400, JSON, PROBLEM)).toString()).contains(JSON);
    assertThat(complaints("/v1/devices", answer(200, JSON, DEVICES).with("X-Powered-By", "x")))
        .singleElement()
        .asString()
        .contains("X-Powered-By");
    assertThat(
            complaints(
                "/v1/devices", answer(200, JSON, DEVICES).with("X-Content-Type-Options", "sniff")))
        .hasSize(1);
  }

  @Test
  void whatIsNotDescribedAtAllMayOnlyBeRefused() {
    assertThat(complaints("/v1/secrets", answer(200, JSON, "{}"))).hasSize(1);
    assertThat(complaints("/v1/secrets", answer(404, "application/problem+json", PROBLEM)))
        .isEmpty();
    assertThat(complaints("/v1/secrets", answer(404, "text/html", "<html/>"))).hasSize(1);
    assertThat(
            check.complaints(
                "DELETE", "/v1/devices", answer(405, "application/problem+json", PROBLEM)))
        .containsExactly("405 without Allow");
  }

  @Test
  void aBodyThatIsNoJsonIsFoundAndTheFailureShowsTheAnswer() {
    assertThatThrownBy(() -> check.check("GET", "/v1/devices", answer(200, JSON, DEVICES + "}")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no JSON")
        .hasMessageContaining(DEVICES);
  }

  private List<String> complaints(String path, Answer answer) {
    return check.complaints("GET", path, answer);
  }

  private static Answer answer(int status, String type, String body) {
    return new Answer(status, Map.of("Content-Type", List.of(type)), body);
  }

  /// An answer that no server gave.
  private record Answer(int statusCode, Map<String, List<String>> fields, String body)
      implements HttpResponse<String> {
    Answer with(String name, String value) {
      Map<String, List<String>> more = new TreeMap<>(fields);
      more.put(name, List.of(value));
      return new Answer(statusCode, more, body);
    }

    Answer without(String name) {
      Map<String, List<String>> less = new TreeMap<>(fields);
      less.remove(name);
      return new Answer(statusCode, less, body);
    }

    @Override
    public HttpHeaders headers() {
      return HttpHeaders.of(fields, (name, value) -> true);
    }

    @Override
    public HttpRequest request() {
      return HttpRequest.newBuilder(uri()).build();
    }

    @Override
    public Optional<HttpResponse<String>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return Optional.empty();
    }

    @Override
    public URI uri() {
      return URI.create("http://127.0.0.1/v1/devices");
    }

    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_1_1;
    }
  }
}
