package dev.sluice.archiver.erase;

import static dev.sluice.archiver.erase.Samples.DOOMED;
import static dev.sluice.archiver.erase.Samples.ERASED_AT;
import static dev.sluice.archiver.erase.Samples.claim;
import static dev.sluice.archiver.erase.Samples.id;
import static dev.sluice.archiver.erase.Samples.item;
import static dev.sluice.archiver.erase.Samples.received;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dynamodb.Claim;
import dev.sluice.dynamodb.ErasedClaim;
import dev.sluice.dynamodb.HeldId;
import dev.sluice.dynamodb.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What every [EventTables] must do.
public abstract class EventTablesContract {
  /// The same within a test, empty before each.
  protected abstract EventTables tables();

  protected abstract void put(Claim claim);

  protected abstract void put(StoredEvent item);

  protected abstract Optional<HeldId> held(UUID id);

  private List<Claim> claims(String device, int segments, LongAdder looked) {
    List<Claim> all = new ArrayList<>();
    for (int segment = 0; segment < segments; segment++) {
      try (Stream<Claim> some = tables().claims(device, segment, segments, looked::add)) {
        some.forEach(all::add);
      }
    }
    return all;
  }

  @Test
  void segmentsTogetherHoldEveryClaimOfTheDeviceOnceAndNoOther() {
    IntStream.range(0, 40).mapToObj(i -> claim(i, DOOMED)).forEach(this::put);
    IntStream.range(40, 60).mapToObj(i -> claim(i, "sensor-10")).forEach(this::put);
    put(claim(60, DOOMED + "#9"));
    LongAdder looked = new LongAdder();
    assertThat(claims(DOOMED, 3, looked))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 40).mapToObj(i -> claim(i, DOOMED)).toList());
    assertThat(looked.sum()).isEqualTo(61);
  }

  @Test
  void anErasedClaimIsNotTheDevicesAnyMore() {
    put(claim(1, DOOMED));
    assertThat(tables().replace(claim(1, DOOMED), ErasedClaim.of(claim(1, DOOMED)))).isTrue();
    assertThat(claims(DOOMED, 2, new LongAdder())).isEmpty();
    assertThat(held(id(1))).contains(ErasedClaim.of(claim(1, DOOMED)));
  }

  @Test
  void onlyTheClaimThatWasSeenIsReplaced() {
    put(claim(1, DOOMED));
    Claim seen = claim(1, DOOMED);
    Claim other =
        new Claim(
            seen.eventId(),
            seen.key(),
            seen.eventType(),
            seen.fingerprint(),
            Samples.position(2).text(),
            seen.eventExpiresAt(),
            seen.expiresAt());
    assertThat(tables().replace(other, ErasedClaim.of(other))).isFalse();
    assertThat(tables().replace(claim(2, DOOMED), ErasedClaim.of(claim(2, DOOMED)))).isFalse();
    assertThat(held(id(1))).contains(seen);
    assertThat(held(id(2))).isEmpty();
  }

  @Test
  void anItemIsDeletedIfItWasReceivedUntilThen() {
    put(item(100, DOOMED));
    put(item(101, DOOMED));
    StoredEvent covered = item(100, DOOMED);
    StoredEvent later = item(101, DOOMED);
    assertThat(tables().receivedTime(covered.key())).contains(received(100));
    assertThat(tables().delete(covered.key(), ERASED_AT)).isTrue();
    assertThat(tables().delete(covered.key(), ERASED_AT)).isFalse();
    assertThat(tables().receivedTime(covered.key())).isEmpty();
    assertThat(tables().delete(later.key(), ERASED_AT)).isFalse();
    assertThat(tables().receivedTime(later.key())).contains(received(101));
  }
}
