package dev.sluice.e2e.deadletters;

import dev.sluice.deadletter.Glimpse;
import dev.sluice.deadletter.Letter;
import dev.sluice.simulator.OutgoingRecord;
import dev.sluice.wire.DecodeLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Makes of a letter the record to send, or says why not. Pure.
final class Preparation {
  private static final int MOST_BYTES = DecodeLimits.DEFAULT.recordBytes();

  private final @Nullable Patch patch;
  private final @Nullable Judge judge;

  /// @param patch that mends originals first
  /// @param judge of what would be refused again; null sends that, too
  Preparation(@Nullable Patch patch, @Nullable Judge judge) {
    this.patch = patch;
    this.judge = judge;
  }

  /// What a letter became.
  sealed interface Prepared {
    record Ready(OutgoingRecord record, Patch.Result.@Nullable Mended mended) implements Prepared {}

    record LeftOut(Obstacle obstacle, String detail) implements Prepared {}
  }

  /// Why a letter is not sent.
  enum Obstacle {
    NOT_PATCHABLE("the patch cannot be applied"),
    STILL_NO_EVENT("would be refused again, --as-is sends it all the same"),
    TOO_LARGE("larger than Kinesis takes");

    private final String text;

    Obstacle(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  Prepared prepare(Letter letter) {
    if (patch == null) {
      return judged(letter.place().partitionKey(), letter.original(), null);
    }
    return switch (patch.apply(letter.original())) {
      case Patch.Result.NotMended(String why) -> new Prepared.LeftOut(Obstacle.NOT_PATCHABLE, why);
      case Patch.Result.Mended mended -> {
        byte[] bytes = mended.bytes();
        yield judged(partitionKey(letter, bytes), bytes, mended);
      }
    };
  }

  /// A device that the patch changes is where the event belongs now.
  private static String partitionKey(Letter letter, byte[] mended) {
    String before = Glimpse.of(letter.original()).deviceId();
    String after = Glimpse.of(mended).deviceId();
    return after == null || after.equals(before) ? letter.place().partitionKey() : after;
  }

  private Prepared judged(String partitionKey, byte[] bytes, Patch.Result.@Nullable Mended mended) {
    byte[] sent = fitting(bytes, partitionKey);
    if (size(sent, partitionKey) > MOST_BYTES) {
      return new Prepared.LeftOut(
          Obstacle.TOO_LARGE,
          "%,d bytes, gzipped %,d; at most %,d are taken"
              .formatted(bytes.length, sent.length, MOST_BYTES));
    }
    String refusal = judge == null ? null : judge.refusal(sent, partitionKey);
    return refusal == null
        ? new Prepared.Ready(new OutgoingRecord(partitionKey, sent), mended)
        : new Prepared.LeftOut(Obstacle.STILL_NO_EVENT, refusal);
  }

  /// As it is if it can be, else gzipped: a line of a gzipped record may be over the bound alone.
  private static byte[] fitting(byte[] bytes, String partitionKey) {
    if (size(bytes, partitionKey) <= MOST_BYTES) {
      return bytes;
    }
    ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(gzipped)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return gzipped.toByteArray();
  }

  private static long size(byte[] bytes, String partitionKey) {
    return bytes.length + (long) partitionKey.getBytes(StandardCharsets.UTF_8).length;
  }
}
