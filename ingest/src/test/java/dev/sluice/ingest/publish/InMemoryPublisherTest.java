package dev.sluice.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InMemoryPublisherTest extends PublisherContract {
  private final InMemoryPublisher publisher = new InMemoryPublisher();

  @Override
  protected Publisher publisher() {
    return publisher;
  }

  @Override
  protected List<StreamEntry> stream() {
    return publisher.stream();
  }

  @Override
  protected void goesAway() {
    publisher.become(InMemoryPublisher.Mode.AWAY);
  }

  @Override
  protected void returnsToWork() {
    publisher.become(InMemoryPublisher.Mode.ACKNOWLEDGE);
  }

  @Test
  void whatItHoldsBackWaitsUntilItLetsGo() {
    publisher.become(InMemoryPublisher.Mode.HOLD);
    Offer offer =
        publisher.offer(List.of(new StreamEntry("a", new byte[1])), Duration.ofSeconds(1));
    assertThat(publisher.waiting()).isEqualTo(1);
    assertThat(((Offer.Taken) offer).acknowledged()).isNotDone();
    publisher.release();
    assertThat(((Offer.Taken) offer).acknowledged()).isCompleted();
    assertThat(publisher.stream()).hasSize(1);
  }
}
