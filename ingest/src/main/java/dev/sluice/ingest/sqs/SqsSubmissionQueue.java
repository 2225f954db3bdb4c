package dev.sluice.ingest.sqs;

import dev.sluice.ingest.queue.Delivery;
import dev.sluice.ingest.queue.QueueAwayException;
import dev.sluice.ingest.queue.SubmissionQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/// A standard queue on SQS. Its URL is looked up when it is first needed, and again when the queue
/// is said not to exist: it may be made after this starts.
public final class SqsSubmissionQueue implements SubmissionQueue, AutoCloseable {
  private final SqsClient sqs;
  private final SdkHttpClient http;
  private final String name;
  private volatile String url = "";

  /// @param http what the client sends by; it does not close what it was given
  public SqsSubmissionQueue(SqsClient sqs, SdkHttpClient http, String name) {
    this.sqs = sqs;
    this.http = http;
    this.name = name;
  }

  @Override
  public List<Delivery> receive(int most, Duration wait, Duration hidden) {
    return call(
        "receive",
        url ->
            sqs
                .receiveMessage(request ->
                    request
                        .queueUrl(url)
                        .maxNumberOfMessages(most)
                        .waitTimeSeconds(seconds(wait))
                        .visibilityTimeout(seconds(hidden))
                        .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP))
                .messages()
                .stream()
                .map(SqsSubmissionQueue::delivery)
                .toList());
  }

  private static Delivery delivery(Message message) {
    String sent = message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP);
    return new Delivery(
        message.messageId(),
        message.receiptHandle(),
        message.body(),
        sent == null ? Instant.EPOCH : Instant.ofEpochMilli(Long.parseLong(sent)));
  }

  @Override
  public List<Delivery> delete(List<Delivery> some) {
    List<DeleteMessageBatchRequestEntry> entries =
        IntStream.range(0, some.size())
            .mapToObj(i ->
                DeleteMessageBatchRequestEntry.builder()
                    .id(Integer.toString(i))
                    .receiptHandle(some.get(i).receipt())
                    .build())
            .toList();
    List<BatchResultErrorEntry> failed =
        call(
            "delete",
            url -> sqs.deleteMessageBatch(r -> r.queueUrl(url).entries(entries)).failed());
    Set<String> left =
        failed.stream()
            .filter(entry -> !isGone(entry))
            .map(BatchResultErrorEntry::id)
            .collect(Collectors.toSet());
    return IntStream.range(0, some.size())
        .filter(i -> left.contains(Integer.toString(i)))
        .mapToObj(some::get)
        .toList();
  }

  private static boolean isGone(BatchResultErrorEntry entry) {
    return entry.code().contains("ReceiptHandleIsInvalid");
  }

  @Override
  public void hide(List<Delivery> some, Duration howLong) {
    List<ChangeMessageVisibilityBatchRequestEntry> entries =
        IntStream.range(0, some.size())
            .mapToObj(i ->
                ChangeMessageVisibilityBatchRequestEntry.builder()
                    .id(Integer.toString(i))
                    .receiptHandle(some.get(i).receipt())
                    .visibilityTimeout(seconds(howLong))
                    .build())
            .toList();
    call(
        "hide",
        url -> sqs.changeMessageVisibilityBatch(r -> r.queueUrl(url).entries(entries)).failed());
  }

  @Override
  public Depth depth() {
    GetQueueAttributesResponse found =
        call(
            "measure",
            url ->
                sqs.getQueueAttributes(request ->
                    request
                        .queueUrl(url)
                        .attributeNames(
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)));
    Map<QueueAttributeName, String> counts = found.attributes();
    return new Depth(
        count(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
        count(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
  }

  private static long count(Map<QueueAttributeName, String> counts, QueueAttributeName name) {
    return Long.parseLong(counts.getOrDefault(name, "0"));
  }

  private <T> T call(String what, Function<String, T> operation) {
    try {
      return operation.apply(url());
    } catch (QueueDoesNotExistException e) {
      url = "";
      throw new QueueAwayException("there is no queue \"" + name + "\" in this account", e);
    } catch (SdkException e) {
      throw new QueueAwayException(
          "cannot " + what + " messages of the queue \"" + name + "\": " + e.getMessage(), e);
    }
  }

  private String url() {
    String known = url;
    if (known.isEmpty()) {
      known = sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
      url = known;
    }
    return known;
  }

  /// SQS counts in whole seconds; what is above zero stays so.
  private static int seconds(Duration time) {
    return (int) time.plusMillis(999).toSeconds();
  }

  @Override
  public void close() {
    sqs.close();
    http.close();
  }
}
