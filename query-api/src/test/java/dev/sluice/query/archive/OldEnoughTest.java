package dev.sluice.query.archive;

import static dev.sluice.query.read.Events.NOW;
import static dev.sluice.query.read.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Event;
import dev.sluice.query.read.EventRange;
import dev.sluice.query.read.InMemoryArchive;
import dev.sluice.query.read.Order;
import dev.sluice.query.read.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OldEnoughTest {
  private static final Duration WEEK = Duration.ofDays(7);

  private final InMemoryArchive archive = new InMemoryArchive();
  private final OldEnough old = new OldEnough(archive, WEEK, new SettableClock(NOW));

  @Test
  void whatCannotHaveExpiredIsNotAskedFor() {
    archive.failWith(new IllegalStateException("asked"));
    EventRange recent =
        new EventRange("d", NOW.minus(WEEK).plusSeconds(600), NOW, null, Order.DESC);

    assertThat(old.findByDeviceIdAndEventTimeBetween(recent, 10, null).items()).isEmpty();
  }

  @Test
  void whatADeviceWithAFastClockSentIsStillFound() {
    Event fast = event("d", "t", NOW.minus(WEEK).plusSeconds(599), "fast");
    archive.archive(fast);
    EventRange month = new EventRange("d", NOW.minus(WEEK.multipliedBy(4)), NOW, null, Order.DESC);

    assertThat(old.findByDeviceIdAndEventTimeBetween(month, 10, null).items())
        .containsExactly(fast);
  }
}
