package dev.sluice.ingest.dynamodb;

import dev.sluice.dynamodb.Tables;
import dev.sluice.ingest.status.StoredIds;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Makes the port that reads DynamoDB.
@Factory
final class DynamoDbStores {

  @Singleton
  StoredIds storedIds(
      DynamoDbClient dynamo, @Value("${sluice.prefix}") String prefix, Clock clock) {
    return new DynamoDbStoredIds(dynamo, new Tables(prefix), clock);
  }
}
