package dev.sluice.query.dynamodb;

import dev.sluice.dynamodb.Tables;
import io.micronaut.context.annotation.Context;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Ready while every table can be read: one read of a key that does not exist (half a read unit)
/// each, at most every five seconds, so that probes cost nothing and need no other permission than
/// the reads themselves.
///
/// Made at the start, so that a client which cannot be built, for want of a region say, stops it.
@Context
@Readiness
final class TablesReadable extends AbstractHealthIndicator<Map<String, String>> {
  private static final Logger LOG = LoggerFactory.getLogger(TablesReadable.class);
  private static final Duration VALID = Duration.ofSeconds(5);
  private static final AttributeValue NOTHING = AttributeValue.fromS("#readiness");

  private final DynamoDbClient dynamo;
  private final Tables tables;
  private final Clock clock;
  private Map<String, String> findings = Map.of();
  private Instant until = Instant.MIN;

  TablesReadable(DynamoDbClient dynamo, Tables tables, Clock clock) {
    this.dynamo = dynamo;
    this.tables = tables;
    this.clock = clock;
  }

  @Override
  protected String getName() {
    return "tables";
  }

  @Override
  protected synchronized Map<String, String> getHealthInformation() {
    if (!clock.instant().isBefore(until)) {
      findings =
          new TreeMap<>(
              Map.of(
                  tables.events(),
                  read(tables.events(), Map.of("device_day", NOTHING, "event_key", NOTHING)),
                  tables.eventIds(),
                  read(tables.eventIds(), Map.of("event_id", NOTHING)),
                  tables.deviceState(),
                  read(tables.deviceState(), Map.of("device_id", NOTHING, "event_type", NOTHING)),
                  tables.counters(),
                  read(tables.counters(), Map.of("bucket", NOTHING, "key", NOTHING))));
      until = clock.instant().plus(VALID);
    }
    boolean all = findings.values().stream().allMatch("readable"::equals);
    healthStatus = all ? HealthStatus.UP : HealthStatus.DOWN;
    return findings;
  }

  private String read(String table, Map<String, AttributeValue> key) {
    try {
      dynamo.getItem(request -> request.tableName(table).key(key));
      return "readable";
    } catch (SdkException e) {
      LOG.warn("table {} cannot be read", table, e);
      return "unreadable";
    }
  }
}
