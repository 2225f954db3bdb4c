package dev.sluice.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.TestClients;
import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.OperationLog;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class TableDescriptionTest {
  @Test
  void theIndexOfATableOnDemandHasAThroughputOfNothingAsInAws() {
    try (LocalDynamoDb server =
            LocalDynamoDb.start(DynamoDbOptions.defaults(), new Faults(), new OperationLog());
        DynamoDbClient client = TestClients.client(DynamoDbClient.builder(), server.endpoint())) {
      TestTables.create(client);

      assertThat(
              client
                  .describeTable(r -> r.tableName(TestTables.TABLE))
                  .table()
                  .globalSecondaryIndexes())
          .singleElement()
          .satisfies(index -> {
            assertThat(index.indexName()).isEqualTo("by-bucket");
            assertThat(index.provisionedThroughput().readCapacityUnits()).isZero();
            assertThat(index.provisionedThroughput().writeCapacityUnits()).isZero();
          });
    }
  }
}
