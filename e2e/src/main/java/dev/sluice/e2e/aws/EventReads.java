package dev.sluice.e2e.aws;

import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.model.EventKey;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Asks the table of events whether an event is there, past every cache.
public final class EventReads implements AutoCloseable {
  private final String table = Resources.TABLES.events();
  private final DynamoDbClient dynamo = DynamoDbClient.create();

  public boolean isReadable(EventKey key) {
    return dynamo
        .getItem(request ->
            request
                .tableName(table)
                .consistentRead(true)
                .projectionExpression("event_id")
                .key(
                    Map.of(
                        StoredEvent.DEVICE_DAY, AttributeValue.fromS(key.deviceDay()),
                        StoredEvent.EVENT_KEY, AttributeValue.fromS(key.eventKey()))))
        .hasItem();
  }

  @Override
  public void close() {
    dynamo.close();
  }
}
