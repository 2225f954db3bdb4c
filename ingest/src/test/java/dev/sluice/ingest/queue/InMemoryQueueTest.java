package dev.sluice.ingest.queue;

import java.time.Clock;

class InMemoryQueueTest extends SubmissionQueueContract {
  private final InMemoryQueue queue = new InMemoryQueue(Clock.systemUTC());

  @Override
  protected SubmissionQueue queue() {
    return queue;
  }

  @Override
  protected void send(String body) {
    queue.send(body);
  }
}
