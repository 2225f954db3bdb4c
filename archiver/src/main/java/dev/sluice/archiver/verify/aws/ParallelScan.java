package dev.sluice.archiver.verify.aws;

import dev.sluice.archiver.verify.Progress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/// Reads a whole table in segments at once, consistently: a read unit for each 4 KB.
///
/// Source:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Scan.html#Scan.ParallelScan>
record ParallelScan(DynamoDbClient dynamo, int segments) {

  /// @param items takes them from several threads at once
  void read(
      ScanRequest.Builder request, Progress looked, Consumer<Map<String, AttributeValue>> items) {
    ScanRequest scan = request.consistentRead(true).totalSegments(segments).build();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> parts =
          IntStream.range(0, segments)
              .<Future<?>>mapToObj(segment ->
                  threads.submit(
                      () -> read(scan.toBuilder().segment(segment).build(), looked, items)))
              .toList();
      try {
        for (Future<?> part : parts) {
          part.get();
        }
      } catch (ExecutionException e) {
        parts.forEach(part -> part.cancel(true));
        throw e.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        parts.forEach(part -> part.cancel(true));
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while reading " + scan.tableName(), e);
      }
    }
  }

  private void read(
      ScanRequest scan, Progress looked, Consumer<Map<String, AttributeValue>> items) {
    for (ScanResponse page : dynamo.scanPaginator(scan)) {
      page.items().forEach(items);
      looked.more(page.scannedCount());
    }
  }
}
