package dev.sluice.e2e.bench.ingest.sqs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// The queue of submissions, filled, and emptied by a poller that does nothing else: the baseline.
public final class FilledQueue implements AutoCloseable {
  private static final String NAME = "sluice-submissions";

  /// As many as ingest has.
  private static final int POLLERS = 4;

  private static final int BATCH = 10;
  private static final long LOOK_MILLIS = 50;
  private static final long GIVE_UP_NANOS = TimeUnit.MINUTES.toNanos(3);

  private final SqsClient sqs;
  private final String url;

  public FilledQueue() {
    sqs =
        SqsClient.builder()
            .httpClientBuilder(Apache5HttpClient.builder().maxConnections(2 * POLLERS))
            .build();
    url = sqs.createQueue(queue -> queue.queueName(NAME)).queueUrl();
  }

  /// @param messages submissions of one event each, each of another device
  public void fill(int messages) throws InterruptedException {
    AtomicInteger left = new AtomicInteger(messages);
    sideBySide(thread -> {
      while (left.addAndGet(-BATCH) > -BATCH) {
        List<SendMessageBatchRequestEntry> entries =
            IntStream.range(0, BATCH).mapToObj(FilledQueue::entry).toList();
        sqs.sendMessageBatch(send -> send.queueUrl(url).entries(entries));
      }
    });
  }

  private static SendMessageBatchRequestEntry entry(int id) {
    return SendMessageBatchRequestEntry.builder()
        .id(Integer.toString(id))
        .messageBody(
            """
            {"submission_id":"%s","device_id":"%s","time_created":"%s",\
            "events":{"new_process":[{"cmdl":"/usr/bin/true","user":"root"}]}}\
            """
                .formatted(UUID.randomUUID(), UUID.randomUUID(), Instant.now()))
        .build();
  }

  /// @return messages a second
  public double emptyByPolling() throws InterruptedException {
    AtomicInteger taken = new AtomicInteger();
    long begun = System.nanoTime();
    sideBySide(thread -> {
      List<Message> messages = receive();
      while (!messages.isEmpty()) {
        delete(messages);
        taken.addAndGet(messages.size());
        messages = receive();
      }
    });
    return taken.get() * 1e9 / (System.nanoTime() - begun);
  }

  private List<Message> receive() {
    return sqs.receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(BATCH))
        .messages();
  }

  private void delete(List<Message> messages) {
    List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>(messages.size());
    for (Message message : messages) {
      entries.add(
          DeleteMessageBatchRequestEntry.builder()
              .id(Integer.toString(entries.size()))
              .receiptHandle(message.receiptHandle())
              .build());
    }
    sqs.deleteMessageBatch(delete -> delete.queueUrl(url).entries(entries));
  }

  /// Watches somebody else empty it.
  ///
  /// @param last how many count: those before are for warming up
  /// @return messages a second
  public double awaitEmptied(int last) throws InterruptedException {
    long giveUp = System.nanoTime() + GIVE_UP_NANOS;
    int depth = depth();
    while (depth > last) {
      depth = depthLater(giveUp);
    }
    int first = depth;
    long begun = System.nanoTime();
    while (depth > 0) {
      depth = depthLater(giveUp);
    }
    return first * 1e9 / (System.nanoTime() - begun);
  }

  private int depthLater(long giveUp) throws InterruptedException {
    if (System.nanoTime() > giveUp) {
      throw new IllegalStateException(
          "the queue still holds " + depth() + " messages; what ingest said is above");
    }
    TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    return depth();
  }

  /// Of those that are received but not deleted too.
  private int depth() {
    return sqs
        .getQueueAttributes(ask ->
            ask.queueUrl(url)
                .attributeNames(
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .attributes()
        .values()
        .stream()
        .mapToInt(Integer::parseInt)
        .sum();
  }

  private static void sideBySide(IntConsumer work) throws InterruptedException {
    List<Thread> threads =
        IntStream.range(0, POLLERS)
            .mapToObj(thread -> Thread.ofVirtual().start(() -> work.accept(thread)))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Override
  public void close() {
    sqs.close();
  }
}
