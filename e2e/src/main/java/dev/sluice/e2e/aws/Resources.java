package dev.sluice.e2e.aws;

import dev.sluice.dynamodb.TableSetup;
import dev.sluice.dynamodb.Tables;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Streams, queues, tables and the bucket, by their fixed names. On AWS Terraform makes them.
public final class Resources {
  public static final String STREAM = "sluice-events";
  public static final String TABLE_CHANGES = "sluice-table-changes";
  public static final String LEASES = "sluice-consumer";
  public static final String ARCHIVER_LEASES = "sluice-archiver";
  public static final String BUCKET = "sluice-archive";
  public static final String SUBMISSIONS = "sluice-submissions";
  public static final Tables TABLES = new Tables("sluice");

  private Resources() {}

  /// Makes what is missing, with the SDK's own settings.
  public static void make(int shards) {
    try (KinesisClient kinesis = KinesisClient.create();
        DynamoDbClient dynamo = DynamoDbClient.create();
        S3Client s3 = S3Client.create();
        SqsClient sqs = SqsClient.create()) {
      create(sqs);
      if (create(kinesis, TABLE_CHANGES, shards)) {
        forgetLeases(dynamo, ARCHIVER_LEASES);
      }
      if (create(kinesis, STREAM, shards)) {
        forgetLeases(dynamo, LEASES);
      }
      TableSetup.createMissing(dynamo, TABLES);
      if (s3.listBuckets().buckets().stream().noneMatch(found -> found.name().equals(BUCKET))) {
        s3.createBucket(request -> request.bucket(BUCKET));
      }
      for (String stream : List.of(STREAM, TABLE_CHANGES)) {
        kinesis.waiter().waitUntilStreamExists(request -> request.streamName(stream));
      }
    }
  }

  /// With the redrive queue as the last resort: a message goes there that was handed out ten times
  /// and never deleted, which only one does that nobody can handle.
  private static void create(SqsClient sqs) {
    String redrive = sqs.createQueue(r -> r.queueName(SUBMISSIONS + "-redrive")).queueUrl();
    String arn =
        sqs.getQueueAttributes(
                r -> r.queueUrl(redrive).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
    String policy = "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":\"10\"}";
    sqs.createQueue(request ->
        request
            .queueName(SUBMISSIONS)
            .attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)));
  }

  /// @return whether it was not there before
  private static boolean create(KinesisClient kinesis, String stream, int shards) {
    try {
      kinesis.createStream(request -> request.streamName(stream).shardCount(shards));
      return true;
    } catch (ResourceInUseException e) {
      return false;
    }
  }

  /// Checkpoints are places in a stream that is no more: tables may outlive a run, the local stream
  /// does not.
  private static void forgetLeases(DynamoDbClient dynamo, String leases) {
    try {
      dynamo.deleteTable(request -> request.tableName(leases));
      dynamo.waiter().waitUntilTableNotExists(request -> request.tableName(leases));
    } catch (ResourceNotFoundException e) {
      return; // a first run
    }
  }
}
