package dev.sluice.ingest.http;

import static dev.sluice.ingest.http.Posts.ADAPTER;
import static dev.sluice.ingest.http.Posts.gzip;
import static dev.sluice.ingest.http.TestServer.read;
import static dev.sluice.ingest.http.TestServer.story;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is posted, the answer is a 4xx that says what is wrong and what would be taken.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadPostsTest {
  private static final String NAMED = Posts.NAMED.replace("größer", "free");
  private static final String JSON = "application/json";

  private TestServer server;

  @BeforeAll
  void start() {
    server = TestServer.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static String device(String id) {
    return ADAPTER.replace("sensor-1", id);
  }

  private static String time(String time) {
    return ADAPTER.replace("2026-03-05T11:59:00.260080Z", time);
  }

  static Stream<Arguments> badEvents() {
    return Stream.of(
        Arguments.of("", "not_json"),
        Arguments.of(" ", "not_json"),
        Arguments.of("nonsense", "not_json"),
        Arguments.of("{", "not_json"),
        Arguments.of("{}{}", "not_json"),
        Arguments.of(ADAPTER + "\n" + ADAPTER, "not_json"),
        Arguments.of("\u00ef\u00bb\u00bf" + "{}", "not_json"),
        Arguments.of("{\"a\":\"\u00ff\"}", "not_utf8"),
        Arguments.of("null", "wrong_root"),
        Arguments.of("1e5", "wrong_root"),
        Arguments.of("{}", "unknown_envelope"),
        Arguments.of(ADAPTER.replace("{\"s", "{\"a\":1,\"a\":1,\"s"), "duplicate_member"),
        Arguments.of(ADAPTER.replace("1.10", "[".repeat(40) + "]".repeat(40)), "too_deep"),
        Arguments.of(ADAPTER.replace("1.10", "1e99999999999"), "malformed_member"),
        Arguments.of(ADAPTER.replace("1.10", "9".repeat(1_001)), "malformed_member"),
        Arguments.of(ADAPTER.replace("1.10", "\"\\udead\""), "not_utf8"),
        Arguments.of(ADAPTER.replace("169a9a74-", "169a9a74"), "malformed_member"),
        Arguments.of(ADAPTER.replace(Posts.ADAPTER_ID, "1-1-1-1-1"), "malformed_member"),
        Arguments.of(ADAPTER.replace("\"" + Posts.ADAPTER_ID + "\"", "17"), "malformed_member"),
        Arguments.of(ADAPTER.replace("\"id\"", "\"ident\""), "missing_member"),
        Arguments.of(device(""), "malformed_member"),
        Arguments.of(device("a b"), "malformed_member"),
        Arguments.of(device("d".repeat(129)), "malformed_member"),
        Arguments.of(device("../../etc"), "malformed_member"),
        Arguments.of(time("yesterday"), "malformed_member"),
        Arguments.of(time("2026-02-30T00:00:00Z"), "malformed_member"),
        Arguments.of(time("2026-03-05T12:10:00.001Z"), "event_time_out_of_range"),
        Arguments.of(time("2026-02-03T11:59:59.999Z"), "event_time_out_of_range"),
        Arguments.of(time("+999999999-01-01T00:00:00Z"), "malformed_member"),
        Arguments.of(NAMED.replace("\"device_id\":\"sensor-2\",", ""), "missing_member"),
        Arguments.of(NAMED.replace("account:created", "a:b:c"), "malformed_member"),
        Arguments.of(ADAPTER.replace("1.10", "\"" + "x".repeat(420_000) + "\""), "item_too_large"));
  }

  @ParameterizedTest
  @MethodSource("badEvents")
  void anEventThatIsNoneIsRejectedWithTheReason(String event, String reason) {
    HttpResponse<String> answer = server.send(server.post(JSON, event.getBytes(ISO_8859_1)));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(story(answer)).containsExactly("0 " + reason);
    assertThat(read(answer).get("detail").textValue())
        .isEqualTo(read(answer).at("/events/0/detail").textValue())
        .hasSizeBetween(10, 400)
        .doesNotContainPattern("\\p{Cntrl}")
        .doesNotContain("Exception", "java.", "com.fasterxml");
  }

  @ParameterizedTest
  @MethodSource("badEvents")
  void soItIsBetweenOthersOnLines(String event, String reason) {
    if (event.isBlank() || event.contains("\n")) {
      return;
    }
    byte[] body = (ADAPTER + "\n" + event + "\n" + ADAPTER).getBytes(ISO_8859_1);

    assertThat(story(server.send(server.post("application/x-ndjson", body))))
        .containsExactly("0 accepted", "1 " + reason, "2 accepted");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|holds no event",
        "[ |syntax error",
        "[{}|syntax error",
        "[{},]|syntax error",
        "[{}]{}|more text after the array",
        "[\u00ff]|not UTF-8"
      })
  void anArrayThatIsNoneIsRefused(String body, String detail) {
    HttpResponse<String> answer = server.send(server.post(JSON, body.getBytes(ISO_8859_1)));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(read(answer).get("parameter").textValue()).isEqualTo("body");
    assertThat(read(answer).get("detail").textValue()).contains(detail);
  }

  @Test
  void aHundredThousandEventsAreTooMany() {
    for (String type : new String[] {JSON, "application/x-ndjson"}) {
      String separator = type.equals(JSON) ? "," : "\n";
      String body = "{}" + (separator + "{}").repeat(99_999);

      HttpResponse<String> answer = server.send(type, type.equals(JSON) ? "[" + body + "]" : body);

      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(read(answer).get("detail").textValue()).contains("more than 10000 events");
    }
  }

  @Test
  void moreThanAMebibyteIsTooLarge() {
    String fits = "[" + " ".repeat((1 << 20) - 2 - ADAPTER.length()) + ADAPTER + "]";

    assertThat(server.json(fits).statusCode()).isEqualTo(202);
    HttpResponse<String> answer = server.json(fits + " ");
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(read(answer).get("detail").textValue()).contains("1048576");
  }

  @Test
  void chunksOfMoreThanAMebibyteAreTooLargeToo() {
    HttpResponse<String> answer =
        server.send(
            HttpRequest.newBuilder(server.uri(TestServer.EVENTS))
                .header("Content-Type", JSON)
                .POST(
                    BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(new byte[1_100_000]))));

    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  void whatInflatesBeyondTheBoundIsTooLarge() {
    byte[] bomb = gzip(new byte[300 << 20]);
    assertThat(bomb.length).isLessThan(1 << 20);

    HttpResponse<String> answer =
        server.send(server.post(JSON, bomb).header("Content-Encoding", "gzip"));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
    assertThat(read(answer).get("detail").textValue()).contains("4194304 bytes after gunzip");
  }

  static Stream<Arguments> badGzip() {
    byte[] whole = gzip(ADAPTER);
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 0x55;
    return Stream.of(
        Arguments.of("none", ADAPTER.getBytes(UTF_8)),
        Arguments.of("nothing", new byte[0]),
        Arguments.of("half", Arrays.copyOf(whole, whole.length / 2)),
        Arguments.of("flipped", flipped),
        Arguments.of("more", Arrays.copyOf(whole, whole.length + 3)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badGzip")
  void whatIsNoGzipIsRefused(String name, byte[] body) {
    HttpResponse<String> answer =
        server.send(server.post(JSON, body).header("Content-Encoding", "gzip"));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Type,text/plain",
    "Content-Type,application/xml",
    "Content-Type,multipart/form-data; boundary=x",
    "Content-Type,application/x-www-form-urlencoded",
    "Content-Type,application/jsonp",
    "Content-Type,application/json; charset=latin1",
    "Content-Type,nonsense",
    "Content-Type,;",
    "Content-Encoding,br",
    "Content-Encoding,deflate",
    "Content-Encoding,'gzip, gzip'"
  })
  void aFormThatIsNotTakenIsNamed(String header, String value) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri(TestServer.EVENTS)).POST(BodyPublishers.ofString("{}"));
    if (!header.equals("Content-Type")) {
      request.header("Content-Type", JSON);
    }

    HttpResponse<String> answer = server.send(request.header(header, value));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(415);
    assertThat(read(answer).get("detail").textValue()).contains(header, value.split(",")[0]);
  }

  @Test
  void aFormThatIsNotSaidIsNotGuessed() {
    HttpResponse<String> answer =
        server.send(
            HttpRequest.newBuilder(server.uri(TestServer.EVENTS))
                .POST(BodyPublishers.ofString(ADAPTER)));

    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(read(answer).get("detail").textValue())
        .isEqualTo(
            "Content-Type is missing; give application/json, application/x-ndjson,"
                + " application/cloudevents+json or application/cloudevents-batch+json");
  }

  @ParameterizedTest
  @CsvSource({"GET", "PUT", "DELETE", "PATCH"})
  void noOtherMethodIsThere(String method) {
    HttpResponse<String> answer =
        server.send(
            HttpRequest.newBuilder(server.uri(TestServer.EVENTS))
                .method(method, BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(405);
  }

  @Test
  void noBytesMakeItFail() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String[] types = {
      JSON,
      "application/x-ndjson",
      "application/cloudevents+json",
      "application/cloudevents-batch+json"
    };
    byte[] good = Posts.array(ADAPTER, NAMED, Posts.CLOUD, "{}", "[7]").getBytes(UTF_8);
    for (int i = 0; i < 400; i++) {
      byte[] body = Arrays.copyOf(good, random.nextInt(good.length + 1));
      for (int flips = random.nextInt(4); flips > 0 && body.length > 0; flips--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      HttpRequest.Builder request = server.post(types[random.nextInt(types.length)], body);
      if (random.nextInt(8) == 0) {
        request.header("Content-Encoding", "gzip");
      }
      assertThat(server.send(request).statusCode()).as("seed %d", seed).isIn(202, 400);
    }
  }
}
