package dev.sluice.e2e.bench.query;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Answers every device with the same bytes.
@Controller("/v1/devices/{device_id}")
@Requires(property = BareServer.PROPERTY)
final class BareController {
  private final byte[] body;

  BareController(@Property(name = BareServer.PROPERTY) String file) throws IOException {
    this.body = Files.readAllBytes(Path.of(file));
  }

  @Get
  byte[] get(@PathVariable("device_id") String deviceId) {
    return body;
  }
}
