package dev.sluice.e2e;

import io.floci.testcontainers.FlociContainer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/// The same suite on somebody else's AWS emulator, to show that nothing depends on ours. Skipped,
/// and reported as skipped, where there is no container engine.
@Testcontainers(disabledWithoutDocker = true)
class EmulatorAccountingIT extends AccountingSuite {
  private static final List<String> SERVICES =
      List.of("Kinesis", "DynamoDb", "S3", "Sqs", "CloudWatch");

  @Container static final FlociContainer EMULATOR = new FlociContainer();

  @Override
  World startWorld() {
    Map<String, String> sdk = new HashMap<>();
    sdk.put("aws.region", EMULATOR.getRegion());
    sdk.put("aws.accessKeyId", EMULATOR.getAccessKey());
    sdk.put("aws.secretAccessKey", EMULATOR.getSecretKey());
    // for a host that is an IP address the S3 client uses path style
    String endpoint = EMULATOR.getEndpoint().replace("localhost", "127.0.0.1");
    SERVICES.forEach(service -> sdk.put("aws.endpointUrl" + service, endpoint));
    return World.on(sdk, WorldOptions.ephemeral());
  }
}
