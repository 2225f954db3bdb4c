package dev.sluice.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.dynamodb.TableSetup;
import dev.sluice.dynamodb.Tables;
import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.local.faults.Service;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class FuseCommandIT {
  private static final Tables TABLES = new Tables("sluice");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private LocalStack stack;
  private DynamoDbClient dynamo;

  @BeforeEach
  void start() {
    stack =
        LocalStack.start(
            LocalStackOptions.ephemeral()
                .withServices(Set.of(Service.DYNAMODB))
                .withSweepPeriod(Duration.ofMillis(50)));
    stack.sdkProperties().forEach(System::setProperty);
    dynamo = DynamoDbClient.builder().httpClientBuilder(Apache5HttpClient.builder()).build();
    TableSetup.createMissing(dynamo, TABLES);
  }

  @AfterEach
  void stop() {
    stack.sdkProperties().keySet().forEach(System::clearProperty);
    dynamo.close();
    stack.close();
  }

  private String run(int code, String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    int exit =
        new CommandLine(new ArchiveCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    assertThat(exit).as(out.toString() + err).isEqualTo(code);
    return out.toString();
  }

  private void put(String table, Map<String, AttributeValue> key) {
    Map<String, AttributeValue> item = new HashMap<>(key);
    item.put(
        Tables.EXPIRES_AT,
        AttributeValue.fromN(Long.toString(Instant.now().minusSeconds(60).getEpochSecond())));
    dynamo.putItem(put -> put.tableName(table).item(item));
  }

  private static Map<String, AttributeValue> event(String device) {
    return Map.of(
        StoredEvent.DEVICE_DAY, AttributeValue.fromS(device + "#2026-03-01"),
        StoredEvent.EVENT_KEY, AttributeValue.fromS("k"));
  }

  private int count(String table) {
    return dynamo.scan(scan -> scan.tableName(table)).count();
  }

  @Test
  void withTheFuseOnNothingIsRemovedAndWithItOffItIs() {
    assertThat(run(0, "fuse", "status")).contains("The fuse is off");
    assertThat(run(0, "fuse", "on")).contains("The fuse is on");
    assertThat(run(0, "fuse", "status")).contains("The fuse is on");
    put(TABLES.events(), event("device-1"));
    // the table of event ids still expires: once the sweeper has been there, it has passed events
    for (String id : List.of("one", "two", "three")) {
      put(TABLES.eventIds(), Map.of("event_id", AttributeValue.fromS(id)));
      await().until(() -> count(TABLES.eventIds()) == 0);
    }
    assertThat(count(TABLES.events())).isEqualTo(1);

    assertThat(run(0, "fuse", "off")).contains("The fuse is off");
    await().until(() -> count(TABLES.events()) == 0);
  }

  @Test
  void whatIsSoAlreadyIsSaid() {
    assertThat(run(0, "fuse", "off", "--no-wait")).contains("The fuse is off");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aMissingTableAndAnUnknownActionAreSaidInWords() {
    run(1, "fuse", "on", "--prefix", "others");
    assertThat(err.toString()).contains("there is no table \"others-events\"");
    run(2, "fuse", "up");
    assertThat(err.toString()).contains("up");
  }
}
