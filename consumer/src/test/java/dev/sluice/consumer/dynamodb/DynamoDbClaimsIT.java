package dev.sluice.consumer.dynamodb;

import static dev.sluice.consumer.pipeline.Samples.claim;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.consumer.aws.TestServers;
import dev.sluice.consumer.pipeline.Claims;
import dev.sluice.consumer.pipeline.ClaimsContract;
import dev.sluice.dynamodb.ErasedClaim;
import dev.sluice.dynamodb.Tables;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;

@ExtendWith(TestServers.Extension.class)
class DynamoDbClaimsIT extends ClaimsContract {
  private final TestServers servers;
  private final DynamoDbClient dynamo;
  private final Tables tables;

  DynamoDbClaimsIT(TestServers servers) {
    this.servers = servers;
    this.dynamo = servers.dynamo();
    this.tables = servers.tables(dynamo);
  }

  @Override
  protected Claims claims(Clock clock) {
    return claims(dynamo, clock);
  }

  @Override
  protected void erase(ErasedClaim claim) {
    dynamo.putItem(request ->
        request.tableName(tables.eventIds()).item(ErasedClaim.SCHEMA.itemToMap(claim, true)));
  }

  private Claims claims(DynamoDbClient client, Clock clock) {
    return new DynamoDbClaims(tables.eventIds(), client, servers.writes(client), clock);
  }

  @Test
  void holderThatGoesBeforeItCouldBeReadGivesWay() throws Exception {
    claims(clock).claim(List.of(claim(1, 10)), shard);
    AtomicInteger reads = new AtomicInteger();
    DynamoDbClient raced =
        servers.dynamo(
            new ExecutionInterceptor() {
              @Override
              public void beforeExecution(Context.BeforeExecution call, ExecutionAttributes a) {
                if (call.request() instanceof BatchGetItemRequest && reads.incrementAndGet() == 1) {
                  dynamo.deleteItem(request ->
                      request
                          .tableName(tables.eventIds())
                          .key(
                              Map.of(
                                  "event_id",
                                  AttributeValue.fromS(claim(1, 10).eventId().toString()))));
                }
              }
            });

    assertThat(claims(raced, clock).claim(List.of(claim(1, 20), claim(2, 20)), shard))
        .containsExactly(
            new Claims.Result.Holds(claim(1, 20)), new Claims.Result.Holds(claim(2, 20)));
    assertThat(reads).hasValue(1);
  }
}
