package dev.sluice.e2e.cloud.metrics;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The metrics that AWS publishes of what Sluice uses, with the dimensions that it publishes them
/// by: the pages "Monitoring with CloudWatch" of Kinesis, DynamoDB, SQS and S3.
final class AwsMetrics {
  private static final String ALL =
      """
      AWS/Kinesis StreamName GetRecords.IteratorAgeMilliseconds IncomingBytes IncomingRecords GetRecords.Bytes GetRecords.Records GetRecords.Success PutRecords.Success PutRecords.ThrottledRecords ReadProvisionedThroughputExceeded WriteProvisionedThroughputExceeded
      AWS/DynamoDB TableName ConsumedReadCapacityUnits ConsumedWriteCapacityUnits ReadThrottleEvents WriteThrottleEvents TimeToLiveDeletedItemCount AgeOfOldestUnreplicatedRecord ThrottledPutRecordCount
      AWS/DynamoDB TableName,Operation SuccessfulRequestLatency SystemErrors ThrottledRequests ReturnedItemCount
      AWS/SQS QueueName ApproximateAgeOfOldestMessage ApproximateNumberOfMessagesVisible ApproximateNumberOfMessagesNotVisible NumberOfMessagesSent NumberOfMessagesReceived NumberOfMessagesDeleted
      AWS/S3 BucketName,StorageType BucketSizeBytes NumberOfObjects
      """;

  private AwsMetrics() {}

  static Map<String, List<Metric>> byNamespace() {
    return ALL.lines()
        .map(line -> List.of(line.split(" ")))
        .collect(
            Collectors.groupingBy(
                List::getFirst, Collectors.flatMapping(AwsMetrics::metrics, Collectors.toList())));
  }

  private static Stream<Metric> metrics(List<String> cells) {
    Set<String> dimensions = Set.of(cells.get(1).split(","));
    return cells.stream().skip(2).map(name -> new Metric(name, dimensions));
  }
}
