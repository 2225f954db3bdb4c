package dev.sluice.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.local.faults.Service;
import dev.sluice.local.http.PortTakenException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

class LocalStackTest {

  @Test
  void clientsThatKnowNothingOfItMeetItThroughTheSdksOwnSettings() {
    try (LocalStack stack = LocalStack.start(LocalStackOptions.ephemeral())) {
      Map<String, String> before = set(stack.sdkProperties());
      try (var dynamoDb = DynamoDbClient.create();
          var s3 = S3Client.create();
          var sqs = SqsClient.create();
          var kinesis = KinesisClient.create();
          var cloudWatch = CloudWatchClient.create()) {
        s3.createBucket(r -> r.bucket("sluice-archive"));
        s3.putObject(r -> r.bucket("sluice-archive").key("a/b"), RequestBody.fromString("x"));

        assertThat(stack.s3Directory().resolve("sluice-archive/a/b")).exists();
        assertThat(kinesis.listStreams().streamNames()).isEmpty();
        assertThat(dynamoDb.listTables().tableNames()).isEmpty();
        assertThat(sqs.listQueues().queueUrls()).isEmpty();
        assertThat(cloudWatch.listMetrics().metrics()).isEmpty();
      } finally {
        before.forEach(LocalStackTest::restore);
      }
      assertThat(stack.operations().count(Service.S3, "PutObject")).isEqualTo(1);
      assertThat(stack.operations().count(Service.SQS, "ListQueues")).isEqualTo(1);
    }
  }

  @Test
  void theEnvironmentNamesEveryEndpoint() {
    try (LocalStack stack = LocalStack.start(LocalStackOptions.ephemeral())) {
      assertThat(stack.environment())
          .containsEntry("AWS_ENDPOINT_URL_KINESIS", stack.kinesis().toString())
          .containsEntry("AWS_ENDPOINT_URL_DYNAMODB", stack.dynamoDb().toString())
          .containsEntry("AWS_ENDPOINT_URL_S3", stack.s3().toString())
          .containsEntry("AWS_ENDPOINT_URL_SQS", stack.sqs().toString())
          .containsEntry("AWS_ENDPOINT_URL_CLOUDWATCH", stack.cloudWatch().toString())
          .containsKeys("AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
    }
  }

  @Test
  void aTakenPortIsNamedWithItsServerAndTheOptionThatMovesIt() {
    LocalStackOptions options =
        LocalStackOptions.fixed().withPortOffset(31_000).withServices(Set.of(Service.SQS));
    try (LocalStack first = LocalStack.start(options)) {
      assertThat(first.sqs()).hasPort(40_324);

      assertThatThrownBy(() -> LocalStack.start(options))
          .isInstanceOf(PortTakenException.class)
          .hasMessageContaining("40324")
          .hasMessageContaining("SQS")
          .hasMessageContaining("--port-offset");
    }
  }

  @Test
  void aServerThatWasNotChosenIsNotRunning() {
    try (LocalStack stack =
        LocalStack.start(LocalStackOptions.ephemeral().withServices(EnumSet.of(Service.S3)))) {
      assertThatThrownBy(stack::dynamoDb)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("DYNAMODB was not started")
          .hasMessageContaining("[S3]");
    }
  }

  @Test
  void objectsInATemporaryDirectoryGoWithTheStack() {
    Path directory;
    try (LocalStack stack =
        LocalStack.start(LocalStackOptions.ephemeral().withServices(Set.of(Service.S3)))) {
      directory = stack.s3Directory();
      assertThat(directory).exists();
    }

    assertThat(directory).doesNotExist();
  }

  @Test
  void tablesAndObjectsInADataDirectoryOutliveTheStack(@TempDir Path data) {
    LocalStackOptions options =
        LocalStackOptions.ephemeral()
            .withServices(Set.of(Service.DYNAMODB, Service.S3))
            .withDataDirectory(data);
    try (LocalStack stack = LocalStack.start(options);
        var dynamoDb = TestClients.client(DynamoDbClient.builder(), stack.dynamoDb());
        var s3 = TestClients.client(S3Client.builder(), stack.s3())) {
      s3.createBucket(r -> r.bucket("sluice-archive"));
      dynamoDb.createTable(r ->
          r.tableName("sluice-alerts")
              .billingMode(BillingMode.PAY_PER_REQUEST)
              .attributeDefinitions(
                  a -> a.attributeName("minute").attributeType(ScalarAttributeType.S))
              .keySchema(k -> k.attributeName("minute").keyType(KeyType.HASH)));
    }

    try (LocalStack stack = LocalStack.start(options);
        var dynamoDb = TestClients.client(DynamoDbClient.builder(), stack.dynamoDb())) {
      assertThat(dynamoDb.listTables().tableNames()).containsExactly("sluice-alerts");
      assertThat(Files.isDirectory(data.resolve("s3/sluice-archive"))).isTrue();
    }
  }

  private static Map<String, String> set(Map<String, String> properties) {
    Map<String, String> before = new HashMap<>();
    properties.forEach((name, value) -> before.put(name, System.getProperty(name, "")));
    properties.forEach(System::setProperty);
    return before;
  }

  private static void restore(String name, String value) {
    if (value.isEmpty()) {
      System.clearProperty(name);
    } else {
      System.setProperty(name, value);
    }
  }
}
