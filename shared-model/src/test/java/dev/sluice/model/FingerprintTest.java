package dev.sluice.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  @Test
  void eachPartCountsAndNeverRunsIntoTheNext() {
    Stream<Fingerprint> different =
        Stream.of(
            of("ab", "c", null, 1, "{}"),
            of("a", "bc", null, 1, "{}"),
            of("ab", "c", "", 1, "{}"),
            of("a", "b", "c", 1, "{}"),
            of("ab", "c", null, 2, "{}"),
            of("ab", "c", null, 1, "{ }"),
            of("ab", "c", "{}", 1, ""));

    assertThat(different).doesNotHaveDuplicates();
  }

  @Test
  void nothingThatIsStampedCounts() {
    Event event = Events.event("sub");
    Event stamped =
        new Event(
            UUID.randomUUID(),
            event.deviceId(),
            event.eventType(),
            event.eventSubtype(),
            event.eventTime().plusNanos(999_999),
            event.receivedTime().plusSeconds(60),
            "{}",
            Source.CLOUD_EVENT);

    assertThat(Fingerprint.of(stamped, "{}")).isEqualTo(Fingerprint.of(event, "{}"));
  }

  @Test
  void textIsPinnedForClaimsThatAreStoredAlready() {
    assertThat(Fingerprint.of(Events.event("sub"), "{\"v\":11E-1}").text())
        .isEqualTo("5DNfDtxAlnoKSz3xWNvQAg");
  }

  private static Fingerprint of(
      String device, String type, @Nullable String subtype, long millis, String payload) {
    Event event =
        Events.event(
            device, type, subtype, java.time.Instant.ofEpochMilli(millis), Events.RECEIVED);
    return Fingerprint.of(event, payload);
  }
}
