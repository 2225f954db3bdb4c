package dev.sluice.ingest.openapi;

import dev.sluice.http.openapi.ApiDescriptionContract;
import dev.sluice.ingest.http.TestServer;
import io.micronaut.runtime.server.EmbeddedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class ApiDescriptionTest extends ApiDescriptionContract {
  private TestServer server;

  ApiDescriptionTest() {
    super(Served.document(), "sluice-ingest.yml");
  }

  @BeforeAll
  void start() {
    server = TestServer.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Override
  protected EmbeddedServer server() {
    return server.server();
  }

  @Override
  protected String get(String path) {
    return server.get(path).body();
  }
}
