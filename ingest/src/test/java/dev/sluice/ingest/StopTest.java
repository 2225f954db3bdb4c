package dev.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.SystemProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StopTest {

  /// Answers once it is told to; what it waits for has to live on until then.
  @Controller("/slow")
  @Requires(property = "test.slow")
  static final class Slow {
    final CountDownLatch asked = new CountDownLatch(1);
    final CompletableFuture<String> answer = new CompletableFuture<>();
    private final Awaited awaited;

    Slow(Awaited awaited) {
      this.awaited = awaited;
    }

    @Get
    CompletableFuture<String> get() {
      asked.countDown();
      return answer.thenApply(said -> awaited.closed ? "too late" : said);
    }
  }

  @Singleton
  @Requires(property = "test.slow")
  static final class Awaited {
    volatile boolean closed;

    @PreDestroy
    void close() {
      closed = true;
    }
  }

  private SystemProperties aws;

  @BeforeEach
  void pointAtNoStream() {
    aws =
        new SystemProperties(
            Map.of(
                "aws.region", "us-east-1",
                "aws.accessKeyId", "none",
                "aws.secretAccessKey", "none",
                "aws.endpointUrlKinesis", "http://127.0.0.1:1"));
  }

  @AfterEach
  void pointAtAws() {
    aws.close();
  }

  @Test
  void whatWasAskedBeforeTheStopIsAnsweredBeforeAnythingCloses() throws Exception {
    EmbeddedServer server =
        Ingest.start(
            Map.of(
                "micronaut.server.host",
                "127.0.0.1",
                "micronaut.server.port",
                -1,
                "aws.region",
                "us-east-1",
                "sluice.ingest.sqs.enabled",
                false,
                "sluice.ingest.udp.enabled",
                false,
                "sluice.environment",
                "local",
                "sluice.security.mode",
                "off",
                "test.slow",
                true));
    URI uri = server.getURI();
    Slow slow = server.getApplicationContext().getBean(Slow.class);
    try (HttpClient client = HttpClient.newHttpClient()) {
      CompletableFuture<HttpResponse<String>> answer =
          client.sendAsync(
              HttpRequest.newBuilder(uri.resolve("/slow")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(slow.asked.await(20, TimeUnit.SECONDS)).isTrue();
      Thread stopping = Thread.ofPlatform().start(server::stop);
      while (accepts(uri)) {
        Thread.onSpinWait();
      }
      slow.answer.complete("done");
      assertThat(answer.get(20, TimeUnit.SECONDS).body()).isEqualTo("done");
      stopping.join();
    }
    assertThat(server.getApplicationContext().isRunning()).isFalse();
  }

  private static boolean accepts(URI uri) throws InterruptedException {
    try (HttpClient another = HttpClient.newHttpClient()) {
      another.send(
          HttpRequest.newBuilder(uri.resolve("/health/liveness")).build(),
          HttpResponse.BodyHandlers.discarding());
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
