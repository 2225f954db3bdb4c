package dev.sluice.query.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.local.faults.Service;
import dev.sluice.query.dynamodb.DynamoDbStore;
import dev.sluice.query.http.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Random requests by the description, over a store with data: there is no error of ours and no
/// answer that the description does not allow, and what it forbids is not answered.
///
/// `-Dsluice.fuzz.requests=100000` makes it a long one, `-Dsluice.fuzz.seed=…` repeats one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FuzzIT {
  private static final int REQUESTS = Integer.getInteger("sluice.fuzz.requests", 2_000);

  private final BadValues values = new BadValues(new StrictSchemas(Document.served()));
  private LocalStack stack;
  private DynamoDbStore store;
  private TestServer server;

  @BeforeAll
  void start() {
    stack =
        LocalStack.start(
            LocalStackOptions.ephemeral()
                .withServices(Set.of(Service.DYNAMODB))
                .withSweepPeriod(Duration.ofHours(1)));
    stack.sdkProperties().forEach(System::setProperty);
    store = new DynamoDbStore(stack.dynamoDb());
    SampleData.fill(store);
    server = TestServer.start(Map.of("test.clock", "noon"));
  }

  @AfterAll
  void stop() {
    server.close();
    store.close();
    stack.sdkProperties().keySet().forEach(System::clearProperty);
    stack.close();
  }

  @Test
  void nothingButWhatIsDescribedIsAnswered() {
    long seed = Long.getLong("sluice.fuzz.seed", new Random().nextLong());
    System.out.printf("fuzz: %d requests, -Dsluice.fuzz.seed=%d%n", REQUESTS, seed);
    FuzzCalls calls = new FuzzCalls(Document.served().reads(), new Random(seed));
    Map<Integer, Integer> statuses = new TreeMap<>();
    for (int i = 0; i < REQUESTS; i++) {
      Call call = calls.next();
      HttpRequest request = calls.request(call, server);
      HttpResponse<String> answer = server.send(request);
      judge("seed %d, request %d: %s".formatted(seed, i, request), call, answer);
      statuses.merge(answer.statusCode(), 1, Integer::sum);
      if (answer.statusCode() == 200 && request.method().equals("GET") && isPlain(answer)) {
        calls.learn(TestServer.json(answer));
      }
    }
    System.out.println("fuzz: " + statuses);
    assertThat(statuses.keySet()).contains(200, 400, 404, 405, 406);
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
