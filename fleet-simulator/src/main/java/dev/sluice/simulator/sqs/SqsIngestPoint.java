package dev.sluice.simulator.sqs;

import dev.sluice.simulator.Acknowledgement;
import dev.sluice.simulator.IngestPoint;
import dev.sluice.simulator.IngestRefusedException;
import dev.sluice.simulator.OutgoingRecord;
import dev.sluice.simulator.pace.Backoff;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/// Sends each record as a message with
/// [SendMessageBatch](https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html),
/// every other one in base64. A queue keeps no order, nor does this.
///
/// What SQS throttles, or does not answer, is sent again for ever, with growing pauses.
public final class SqsIngestPoint implements IngestPoint {
  private static final Logger LOG = LoggerFactory.getLogger(SqsIngestPoint.class);
  private static final int MOST_MESSAGES = 10;
  private static final int MOST_BYTES = 200_000;

  private final SqsClient client;
  private final String queueUrl;
  private final Backoff backoff;
  private long messages;

  /// @param client closed with this; made with `AwsRetryStrategy.doNotRetry()`
  public SqsIngestPoint(SqsClient client, String queueUrl, Backoff backoff) {
    this.client = client;
    this.queueUrl = queueUrl;
    this.backoff = backoff;
  }

  /// Connects by the SDK's own settings (`AWS_ENDPOINT_URL_SQS`, `AWS_REGION`, the credentials
  /// chain) and looks the queue up.
  ///
  /// @throws IngestRefusedException saying what to set, if the queue cannot be reached
  public static SqsIngestPoint connect(String queue) {
    SqsClient client = null;
    try {
      client =
          SqsClient.builder()
              .httpClientBuilder(Apache5HttpClient.builder())
              .overrideConfiguration(settings ->
                  settings
                      .retryStrategy(AwsRetryStrategy.doNotRetry())
                      .apiCallTimeout(Duration.ofSeconds(10)))
              .build();
      return new SqsIngestPoint(
          client,
          client.getQueueUrl(request -> request.queueName(queue)).queueUrl(),
          new Backoff(Duration.ofMillis(50), Duration.ofSeconds(5), new SplittableRandom()));
    } catch (SdkException e) {
      if (client != null) {
        client.close();
      }
      throw unreachable(queue, e);
    }
  }

  private static IngestRefusedException unreachable(String queue, SdkException e) {
    String what =
        e instanceof QueueDoesNotExistException
            ? "there is no queue \"" + queue + "\"; name another with --to"
            : "cannot reach the queue \"" + queue + "\": " + e.getMessage();
    return new IngestRefusedException(
        what
            + """

            Either start the local stack with `./sluice up` and point this command at it:
              export AWS_ENDPOINT_URL_SQS=http://127.0.0.1:9324 AWS_REGION=us-east-1
              export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local
            or set AWS_REGION and credentials of the AWS account that has the queue.\
            """,
        e);
  }

  @Override
  public List<Acknowledgement> send(List<OutgoingRecord> records) throws InterruptedException {
    List<Acknowledgement> acknowledgements = new ArrayList<>(records.size());
    int from = 0;
    while (from < records.size()) {
      List<SendMessageBatchRequestEntry> batch = batch(records, from);
      boolean perhapsTwice = deliver(batch);
      batch.forEach(entry -> acknowledgements.add(Acknowledgement.accepted(perhapsTwice)));
      from += batch.size();
    }
    return acknowledgements;
  }

  private List<SendMessageBatchRequestEntry> batch(List<OutgoingRecord> records, int from) {
    List<SendMessageBatchRequestEntry> batch = new ArrayList<>();
    int bytes = 0;
    for (int i = from; i < records.size() && batch.size() < MOST_MESSAGES; i++) {
      String body = body(records.get(i).bytes());
      bytes += body.length();
      if (bytes > MOST_BYTES && !batch.isEmpty()) {
        break;
      }
      batch.add(
          SendMessageBatchRequestEntry.builder().id(Integer.toString(i)).messageBody(body).build());
    }
    return batch;
  }

  private String body(byte[] bytes) {
    return messages++ % 2 == 0
        ? new String(bytes, StandardCharsets.UTF_8)
        : Base64.getEncoder().encodeToString(bytes);
  }

  /// @return whether some message may be in the queue twice
  private boolean deliver(List<SendMessageBatchRequestEntry> batch) throws InterruptedException {
    boolean perhapsTwice = false;
    List<SendMessageBatchRequestEntry> left = batch;
    for (int attempt = 1; !left.isEmpty(); attempt++) {
      List<SendMessageBatchRequestEntry> now = left;
      try {
        Set<String> failed =
            client.sendMessageBatch(send -> send.queueUrl(queueUrl).entries(now)).failed().stream()
                .map(BatchResultErrorEntry::id)
                .collect(Collectors.toCollection(HashSet::new));
        left = now.stream().filter(entry -> failed.contains(entry.id())).toList();
      } catch (SqsException e) {
        if (e.statusCode() < 500 && !e.isThrottlingException()) {
          throw unreachable(queueUrl, e);
        }
        perhapsTwice |= e.statusCode() >= 500;
        failed(attempt, e);
      } catch (SdkException e) {
        perhapsTwice = true;
        failed(attempt, e);
      }
      if (!left.isEmpty()) {
        Thread.sleep(backoff.delay(attempt));
      }
    }
    return perhapsTwice;
  }

  /// Not of a hiccup, and of an outage ever more rarely.
  private void failed(int attempt, SdkException e) {
    if (attempt >= 4 && Integer.bitCount(attempt) == 1) {
      LOG.warn("{} took nothing {} times in a row: {}", queueUrl, attempt, e.getMessage());
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
