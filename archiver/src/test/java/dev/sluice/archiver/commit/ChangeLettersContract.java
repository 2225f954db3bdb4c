package dev.sluice.archiver.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.archiver.change.Change;
import dev.sluice.archiver.change.Change.Refused.Reason;
import dev.sluice.stream.ShardReleased;
import dev.sluice.stream.StreamRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [ChangeLetters] must do.
public abstract class ChangeLettersContract {
  protected static final Instant ARRIVED = Instant.parse("2026-03-01T23:59:59.999Z");

  protected final HeldShard shard = new HeldShard();

  /// A letter as it can be read back.
  public record Kept(String sequence, String reason, String detail, String original) {}

  /// Writes to an empty store; the same one within a test.
  protected abstract ChangeLetters letters();

  protected abstract Collection<Kept> kept();

  protected static RefusedChange change(int sequence, Reason reason) {
    byte[] original = ("bytes of " + sequence).getBytes(StandardCharsets.UTF_8);
    return change(sequence, reason, original);
  }

  protected static RefusedChange change(int sequence, Reason reason, byte[] original) {
    return new RefusedChange(
        new StreamRecord(
            Integer.toString(sequence), 0, "key-7", ARRIVED, ByteBuffer.wrap(original)),
        new Change.Refused(reason, "the detail, with ü, \" and \ud83d"));
  }

  protected static Kept kept(RefusedChange change) {
    return new Kept(
        change.record().sequenceNumber(),
        change.refused().reason().text(),
        change.refused().detail(),
        StandardCharsets.UTF_8.decode(change.record().data()).toString());
  }

  @Test
  void everyChangeIsReadBackWithReasonDetailAndOriginal() throws Exception {
    List<RefusedChange> many = new ArrayList<>();
    for (Reason reason : Reason.values()) {
      many.add(change(many.size(), reason));
    }
    letters().write(many, shard);
    assertThat(kept())
        .containsExactlyInAnyOrderElementsOf(
            many.stream().map(ChangeLettersContract::kept).toList());
  }

  @Test
  void replayInOtherBatchesLeavesEachLetterOnce() throws Exception {
    RefusedChange first = change(1, Reason.NOT_JSON);
    RefusedChange second = change(2, Reason.FOREIGN_TABLE);
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
  void aShardThatHasToBeLetGoIsNotWrittenFor() {
    shard.letGo();
    assertThatThrownBy(() -> letters().write(List.of(change(1, Reason.NOT_JSON)), shard))
        .isInstanceOf(ShardReleased.class);
    assertThat(kept()).isEmpty();
  }
}
