package dev.sluice.query.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.http.openapi.Operation;
import dev.sluice.http.openapi.Parameter;
import dev.sluice.http.openapi.StrictSchemas;
import dev.sluice.query.http.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random requests by the description, over a store with data, every fourth to a server that wants
/// a key, with good and bad ones: there is no error of ours and no answer that the description does
/// not allow, and what it forbids is not answered.
///
/// `-Dsluice.fuzz.requests=100000` makes it a long one, `-Dsluice.fuzz.seed=…` repeats one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FuzzIT {
  private static final int REQUESTS = Integer.getInteger("sluice.fuzz.requests", 2_000);

  /// One of so many is asked of the server that wants a key.
  private static final int GUARDED = 4;

  private final BadValues values = new BadValues(new StrictSchemas(Served.document()));
  private SampleServer sample;
  private TestServer server;

  @BeforeAll
  void start() {
    sample = new SampleServer();
    server = sample.server();
  }

  @AfterAll
  void stop() {
    sample.close();
  }

  @ParameterizedTest
  @MethodSource("reads")
  void theExamplesOfTheDescriptionAreAnswered(Operation operation) {
    for (Call call : List.of(Call.least(operation), Call.full(operation))) {
      assertThat(call.send(server).statusCode()).as("%s", call).isEqualTo(200);
    }
  }

  static Stream<Operation> reads() {
    return Served.document().reads().stream();
  }

  @Test
  void nothingButWhatIsDescribedIsAnswered() {
    long seed = Long.getLong("sluice.fuzz.seed", new Random().nextLong());
    System.out.printf("fuzz: %d requests, -Dsluice.fuzz.seed=%d%n", REQUESTS, seed);
    FuzzCalls calls = new FuzzCalls(Served.document().reads(), new Random(seed));
    Map<Integer, Integer> statuses = new TreeMap<>();
    for (int i = 0; i < REQUESTS; i++) {
      Call call = calls.next();
      HttpRequest request =
          i % GUARDED == 0 ? calls.guarded(call, sample.guarded()) : calls.request(call, server);
      HttpResponse<String> answer = server.send(request);
      judge("seed %d, request %d: %s".formatted(seed, i, request), call, answer);
      statuses.merge(answer.statusCode(), 1, Integer::sum);
      if (answer.statusCode() == 200 && request.method().equals("GET") && isPlain(answer)) {
        calls.learn(TestServer.json(answer));
      }
    }
    System.out.println("fuzz: " + statuses);
    assertThat(statuses.keySet()).contains(200, 400, 401, 403, 404, 405, 406);
    assertThat(statuses.get(200))
        .as("requests that reached the store")
        .isGreaterThan(REQUESTS / 10);
  }

  private static boolean isPlain(HttpResponse<String> answer) {
    return answer.headers().firstValue("Content-Encoding").isEmpty();
  }

  private void judge(String what, Call call, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as("%s%n%s", what, answer.body()).isNotIn(500, 503);
    if (answer.statusCode() < 300 && !answer.request().method().equals("OPTIONS")) {
      for (Parameter parameter : call.operation().parameters()) {
        for (String value : call.values(parameter)) {
          assertThat(values.fits(parameter.schema(), value))
              .as(
                  "%s: %s \"%s\" was taken, which is described as %s",
                  what, parameter, value, parameter.schema())
              .isTrue();
        }
      }
    }
  }
}
