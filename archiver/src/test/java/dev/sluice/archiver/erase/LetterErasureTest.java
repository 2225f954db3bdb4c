package dev.sluice.archiver.erase;

import static dev.sluice.archiver.erase.Samples.DOOMED;
import static dev.sluice.archiver.erase.Samples.letter;
import static dev.sluice.archiver.erase.Samples.received;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.archiver.erase.Erasing.Outcome;
import dev.sluice.deadletter.Glimpse;
import dev.sluice.deadletter.Letter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LetterErasureTest {
  private static final String CHANGE = "rejected/changes/date=2026-11-11/change.ndjson.gz";

  @TempDir Path directory;
  private ErasureWorld world;

  @BeforeEach
  void open() {
    world = new ErasureWorld(directory);
  }

  /// Of a change record that came a day after the erasure.
  private static Letter change(String device, String original) {
    Letter letter = letter(86_500, "hash", original);
    return new Letter(
        letter.id(),
        letter.cause(),
        letter.place(),
        letter.times(),
        new Glimpse(device, null, null),
        original.getBytes(StandardCharsets.UTF_8));
  }

  private static String image(int number) {
    return "{\"dynamodb\":{\"OldImage\":{\"received_time\":{\"S\": \"%s\"}}}}"
        .formatted(received(number));
  }

  private boolean staysAfterErasure(Letter letter) throws Exception {
    world.letters(CHANGE, letter);
    assertThat(world.erase(DOOMED)).isInstanceOf(Outcome.Erased.class);
    return world.bucket.content(CHANGE).isPresent();
  }

  @Test
  void aChangeGoesByWhenItsEventWasReceived() throws Exception {
    assertThat(staysAfterErasure(change(DOOMED, image(100)))).isFalse();
    assertThat(staysAfterErasure(change("sensor-10", image(100)))).isTrue();
  }

  @Test
  void aChangeOfALaterEventStays() throws Exception {
    assertThat(staysAfterErasure(change(DOOMED, image(101)))).isTrue();
  }

  @Test
  void aChangeThatDoesNotTellWhenItsEventWasReceivedGoes() throws Exception {
    assertThat(staysAfterErasure(change(DOOMED, "{broken"))).isFalse();
  }

  @Test
  void aChangeWhoseTimeCannotBeReadGoes() throws Exception {
    String broken = image(101).replace(received(101).toString(), "yesterday");
    assertThat(staysAfterErasure(change(DOOMED, broken))).isFalse();
  }

  @Test
  void anObjectThatHoldsNoLettersIsToldAndLeft() throws Exception {
    world.bucket.put("rejected/date=2026-11-10/odd", "no gzip".getBytes(StandardCharsets.UTF_8));
    world.letters("rejected/date=2026-11-10/own", letter(20, DOOMED, "no json"));
    assertThat(world.erase(DOOMED))
        .isInstanceOfSatisfying(
            Outcome.Incomplete.class,
            incomplete ->
                assertThat(incomplete.reasons())
                    .singleElement()
                    .asString()
                    .startsWith("rejected/date=2026-11-10/odd cannot be judged: no gzip"));
    assertThat(world.record(DOOMED).completedAt()).isNull();
    assertThat(world.bucket.list("rejected/"))
        .extracting(object -> object.key())
        .containsExactly("rejected/date=2026-11-10/odd");
  }
}
