package dev.sluice.archiver.dynamodb;

import dev.sluice.archiver.commit.Erasures;
import dev.sluice.archiver.commit.Watermarks;
import dev.sluice.dynamodb.Tables;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Makes the ports that are kept in DynamoDB.
@Factory
final class DynamoDbStores {

  @Singleton
  Erasures erasures(Tables tables, DynamoDbClient dynamo) {
    return new DynamoDbErasures(tables.counters(), dynamo);
  }

  @Singleton
  Watermarks watermarks(Tables tables, DynamoDbClient dynamo, Clock clock) {
    return new DynamoDbWatermarks(tables.counters(), dynamo, clock);
  }
}
