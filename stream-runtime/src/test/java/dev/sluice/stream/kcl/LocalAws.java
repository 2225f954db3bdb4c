package dev.sluice.stream.kcl;

import dev.sluice.local.dynamodb.DynamoDbOptions;
import dev.sluice.local.dynamodb.LocalDynamoDb;
import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.OperationLog;
import dev.sluice.local.kinesis.KinesisOptions;
import dev.sluice.local.kinesis.LocalKinesis;

/// A stream and a table service in this JVM, which every client of the AWS SDK finds.
final class LocalAws implements AutoCloseable {
  private final LocalKinesis kinesis;
  private final LocalDynamoDb dynamoDb;

  LocalAws() {
    Faults faults = new Faults();
    OperationLog operations = new OperationLog();
    kinesis =
        LocalKinesis.start(
            KinesisOptions.defaults().withPort(0).withEnforceShardLimits(false),
            faults,
            operations);
    dynamoDb = LocalDynamoDb.start(DynamoDbOptions.defaults(), faults, operations);
    System.setProperty("aws.region", "us-east-1");
    System.setProperty("aws.accessKeyId", "local");
    System.setProperty("aws.secretAccessKey", "local");
    System.setProperty("aws.endpointUrlKinesis", kinesis.endpoint().toString());
    System.setProperty("aws.endpointUrlDynamoDb", dynamoDb.endpoint().toString());
  }

  @Override
  public void close() {
    kinesis.close();
    dynamoDb.close();
  }
}
