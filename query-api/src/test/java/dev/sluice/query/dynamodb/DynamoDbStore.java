package dev.sluice.query.dynamodb;

import dev.sluice.dynamodb.Claim;
import dev.sluice.dynamodb.DeviceDay;
import dev.sluice.dynamodb.DeviceState;
import dev.sluice.dynamodb.DeviceSummary;
import dev.sluice.dynamodb.ErasedClaim;
import dev.sluice.dynamodb.QualityMinute;
import dev.sluice.dynamodb.ShardBeat;
import dev.sluice.dynamodb.StoredAlert;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.dynamodb.TableSetup;
import dev.sluice.dynamodb.Tables;
import dev.sluice.dynamodb.WindowItem;
import dev.sluice.local.dynamodb.DynamoDbOptions;
import dev.sluice.local.dynamodb.LocalDynamoDb;
import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.OperationLog;
import dev.sluice.model.Event;
import dev.sluice.model.Fingerprint;
import dev.sluice.query.read.Events;
import dev.sluice.query.read.Store;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The tables of a local DynamoDB, its own or another's, made and filled.
public final class DynamoDbStore implements Store, AutoCloseable {
  final Tables tables = new Tables("sluice");
  final DynamoDbEnhancedClient dynamo;
  final OperationLog operations;
  final DynamoDbClient client;
  private final Optional<LocalDynamoDb> own;
  private final DynamoDbTable<StoredEvent> events;
  private final DynamoDbTable<Claim> claims;
  private final DynamoDbTable<DeviceState> states;
  private final DynamoDbTable<DeviceSummary> summaries;
  private final DynamoDbTable<QualityMinute> counters;

  public DynamoDbStore(URI endpoint) {
    this(endpoint, new OperationLog(), Optional.empty());
  }

  /// On a server of its own, which lives as long as this and writes down what it is asked.
  static DynamoDbStore started() {
    // nothing has expired long ago: its own sweeper must not take what a test still looks at
    Clock longAgo = Clock.fixed(Events.NOW.minus(Duration.ofDays(3_650)), ZoneOffset.UTC);
    OperationLog operations = new OperationLog();
    LocalDynamoDb server =
        LocalDynamoDb.start(
            DynamoDbOptions.defaults().withSweepPeriod(Duration.ofHours(1)).withClock(longAgo),
            new Faults(),
            operations);
    return new DynamoDbStore(server.endpoint(), operations, Optional.of(server));
  }

  private DynamoDbStore(URI endpoint, OperationLog operations, Optional<LocalDynamoDb> own) {
    this.operations = operations;
    this.own = own;
    client =
        DynamoDbClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClientBuilder(Apache5HttpClient.builder())
            .build();
    TableSetup.createMissing(client, tables);
    dynamo = DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
    events = dynamo.table(tables.events(), StoredEvent.SCHEMA);
    claims = dynamo.table(tables.eventIds(), Claim.SCHEMA);
    states = dynamo.table(tables.deviceState(), DeviceState.SCHEMA);
    summaries = dynamo.table(tables.deviceState(), DeviceSummary.SCHEMA);
    counters = dynamo.table(tables.counters(), QualityMinute.SCHEMA);
  }

  @Override
  public void put(StoredEvent event) {
    putClaim(event);
    events.putItem(event);
  }

  @Override
  public void putClaim(StoredEvent event) {
    claims.putItem(claim(event));
  }

  @Override
  public void erase(StoredEvent event) {
    events.deleteItem(event);
    dynamo.table(claims.tableName(), ErasedClaim.SCHEMA).putItem(ErasedClaim.of(claim(event)));
  }

  private static Claim claim(StoredEvent event) {
    return new Claim(
        event.event().eventId(),
        event.key(),
        event.event().eventType(),
        new Fingerprint("not looked at by readers"),
        event.position(),
        event.expiresAt(),
        event.expiresAt().plus(Duration.ofDays(7)));
  }

  @Override
  public void putState(Event newest) {
    states.putItem(new DeviceState(newest));
  }

  @Override
  public void putSummary(String deviceId, Instant lastSeen) {
    summaries.putItem(new DeviceSummary(deviceId, lastSeen));
  }

  @Override
  public void putDay(DeviceDay day) {
    dynamo.table(counters.tableName(), DeviceDay.SCHEMA).putItem(day);
  }

  @Override
  public void putQuality(QualityMinute minute) {
    counters.putItem(minute);
  }

  @Override
  public void putAlert(StoredAlert alert) {
    dynamo.table(tables.alerts(), StoredAlert.SCHEMA).putItem(alert);
  }

  @Override
  public void putWindow(WindowItem window) {
    dynamo.table(tables.counters(), WindowItem.SCHEMA).putItem(window);
  }

  /// What a consumer says of a shard that it holds.
  public void putBeat(ShardBeat beat) {
    dynamo.table(tables.feed(), ShardBeat.SCHEMA).putItem(beat);
  }

  @Override
  public void close() {
    client.close();
    own.ifPresent(LocalDynamoDb::close);
  }
}
