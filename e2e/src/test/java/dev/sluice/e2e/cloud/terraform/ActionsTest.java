package dev.sluice.e2e.cloud.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.faults.OperationLog.Operation;
import dev.sluice.local.faults.Service;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionsTest {
  @ParameterizedTest
  @CsvSource({
    "KINESIS, GetRecords, kinesis:GetRecords",
    "SQS, DeleteMessageBatch, sqs:DeleteMessage",
    "S3, HeadObject, s3:GetObject",
    "S3, UploadPart, s3:PutObject",
    "S3, ListObjectsV2, s3:ListBucket",
    "S3, DeleteObjects, s3:DeleteObject",
    "DYNAMODB, BatchWriteItem, dynamodb:BatchWriteItem",
    "CLOUDWATCH, PutMetricData, cloudwatch:PutMetricData",
  })
  void anOperationIsAllowedByTheActionThatAwsNames(Service service, String name, String action) {
    assertThat(Actions.allowing(new Operation(service, name))).containsExactly(action);
  }

  @Test
  void aTransactionIsAllowedByWhatItHolds() {
    assertThat(Actions.allowing(new Operation(Service.DYNAMODB, "TransactWriteItems")))
        .contains("dynamodb:PutItem", "dynamodb:ConditionCheckItem")
        .doesNotContain("dynamodb:TransactWriteItems");
  }

  @Test
  void whatIsNoActionIsNotAmongThem() throws IOException {
    assertThat(Actions.existing())
        .contains("dynamodb:PartiQLInsert", "s3:ListBucket", "iam:PassRole")
        .doesNotContain(
            "dynamodb:BatchExecuteStatement",
            "dynamodb:TransactWriteItems",
            "s3:ListObjectsV2",
            "s3:HeadObject",
            "sqs:DeleteMessageBatch");
  }

  @Test
  void whatADeployerNeedsExists() throws IOException {
    Set<String> existing = Actions.existing();
    Actions.ofResources()
        .forEach((type, actions) -> assertThat(existing).as(type).containsAll(actions));
  }
}
