package dev.sluice.local.kinesis;

import java.net.URI;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/// A DynamoDB Local on loopback for the leases of the Kinesis Client Library.
final class LeaseTables implements AutoCloseable {

  private final LocalDynamoDBRequestHandler tables =
      new LocalDynamoDBRequestHandler(0, true, null, true, false);
  private final Server jetty = new Server();
  final DynamoDbAsyncClient client;

  LeaseTables() throws Exception {
    ServerConnector connector =
        new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(new HttpConfiguration()));
    connector.setHost("127.0.0.1");
    jetty.addConnector(connector);
    jetty.setHandler(new LocalDynamoDBServerHandler(tables, null));
    jetty.start();
    client =
        DynamoDbAsyncClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + connector.getLocalPort()))
            .region(Region.US_EAST_1)
            .credentialsProvider(KinesisFixture.credentials())
            .build();
  }

  /// Makes the table as the library would, which then does not wait for its index.
  void create(String application) {
    client
        .createTable(table ->
            table
                .tableName(application)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    a -> a.attributeName("leaseKey").attributeType(ScalarAttributeType.S),
                    a -> a.attributeName("leaseOwner").attributeType(ScalarAttributeType.S))
                .keySchema(k -> k.attributeName("leaseKey").keyType(KeyType.HASH))
                .globalSecondaryIndexes(index ->
                    index
                        .indexName("LeaseOwnerToLeaseKeyIndex")
                        .keySchema(
                            k -> k.attributeName("leaseOwner").keyType(KeyType.HASH),
                            k -> k.attributeName("leaseKey").keyType(KeyType.RANGE))
                        .projection(p -> p.projectionType(ProjectionType.KEYS_ONLY))))
        .join();
  }

  @Override
  public void close() throws Exception {
    client.close();
    jetty.stop();
    tables.shutdown();
  }
}
