package dev.sluice.consumer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.RejectReason;
import dev.sluice.model.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [DeadLetters] must do.
public abstract class DeadLettersContract {
  protected final TestShard shard = new TestShard();

  /// A letter as it can be read back.
  ///
  /// @param id the text of its position
  public record Kept(String id, String reason, String detail, String original) {}

  /// Writes to an empty store; the same one within a test.
  protected abstract DeadLetters letters();

  protected abstract Collection<Kept> kept();

  protected static DeadLetter letter(int sequence, int line, RejectReason reason) {
    return new DeadLetter(
        new Origin(
            Samples.position(sequence, line),
            "device-7",
            Samples.RECEIVED,
            ("bytes of " + sequence + "/" + line).getBytes(StandardCharsets.UTF_8)),
        new Rejection(reason, "the detail, with ü, \" and \ud83d\ude80"));
  }

  protected static Kept kept(DeadLetter letter) {
    return new Kept(
        letter.origin().position().text(),
        letter.rejection().reason().text(),
        letter.rejection().detail(),
        new String(letter.origin().bytes(), StandardCharsets.UTF_8));
  }

  @Test
  void letterIsReadBackWithReasonDetailAndOriginal() throws Exception {
    DeadLetter letter = letter(1, 0, RejectReason.NOT_JSON);
    letters().write(List.of(letter), shard);
    assertThat(kept()).containsExactly(kept(letter));
  }

  @Test
  void lettersOfManyRecordsAndLinesAreAllKept() throws Exception {
    List<DeadLetter> many = new ArrayList<>();
    for (int sequence = 0; sequence < 30; sequence++) {
      for (int line = 0; line <= sequence % 3; line++) {
        many.add(letter(sequence, line, RejectReason.MISSING_MEMBER));
      }
    }
    letters().write(many, shard);
    assertThat(kept())
        .containsExactlyInAnyOrderElementsOf(many.stream().map(DeadLettersContract::kept).toList());
  }

  @Test
  void replayInOtherBatchesLeavesEachLetterOnce() throws Exception {
    DeadLetter first = letter(1, 0, RejectReason.NOT_JSON);
    DeadLetter second = letter(2, 0, RejectReason.ID_COLLISION);
    letters().write(List.of(first, second), shard);
    letters().write(List.of(first), shard);
    letters().write(List.of(second), shard);
    assertThat(kept()).containsExactlyInAnyOrder(kept(first), kept(second));
  }

  @Test
  void noLettersAreNoWork() throws Exception {
    letters().write(List.of(), shard);
    assertThat(kept()).isEmpty();
  }

  @Test
  void textThatUtf8CannotHoldIsWrittenAllTheSame() throws Exception {
    DeadLetter letter =
        new DeadLetter(
            letter(1, 0, RejectReason.NOT_JSON).origin(),
            new Rejection(RejectReason.MALFORMED_MEMBER, "half a pair: \ud83d"));
    letters().write(List.of(letter), shard);
    assertThat(kept()).containsExactly(kept(letter));
  }
}
