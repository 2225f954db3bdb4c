package dev.sluice.archiver.s3;

import dev.sluice.archiver.change.ChangeGlimpse;
import dev.sluice.archiver.commit.ChangeLetters;
import dev.sluice.archiver.commit.RefusedChange;
import dev.sluice.deadletter.Letter;
import dev.sluice.deadletter.LetterJson;
import dev.sluice.deadletter.LetterKeys;
import dev.sluice.model.Position;
import dev.sluice.stream.CallRefused;
import dev.sluice.stream.PatientCaller;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardRef;
import dev.sluice.stream.ShardReleased;
import dev.sluice.stream.StreamRecord;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// Dead letters of changes on S3, an object each: [LetterKeys#CHANGES] names it, [LetterJson] is
/// its content.
public final class S3ChangeLetters implements ChangeLetters {
  private final String bucket;
  private final S3Client s3;
  private final PatientCaller caller;
  private final Clock clock;

  public S3ChangeLetters(String bucket, S3Client s3, PatientCaller caller, Clock clock) {
    this.bucket = bucket;
    this.s3 = s3;
    this.caller = caller;
    this.clock = clock;
  }

  @Override
  public void write(List<RefusedChange> refused, ShardControl control)
      throws ShardReleased, InterruptedException {
    for (RefusedChange change : refused) {
      write(letter(change, control.shard(), clock.instant()), control);
    }
  }

  private void write(Letter letter, ShardControl control)
      throws ShardReleased, InterruptedException {
    String key = LetterKeys.CHANGES.of(letter);
    byte[] body = LetterJson.write(List.of(letter));
    try {
      caller.call("rejected.changes.put", () -> put(key, body), control);
    } catch (CallRefused e) {
      throw new IllegalStateException("S3 refuses the object " + key, e);
    }
  }

  private boolean put(String key, byte[] body) {
    s3.putObject(
        request ->
            request
                .bucket(bucket)
                .key(key)
                .contentType("application/x-ndjson")
                .contentEncoding("gzip"),
        RequestBody.fromBytes(body));
    return true;
  }

  private static Letter letter(RefusedChange change, ShardRef shard, Instant now) {
    StreamRecord record = change.record();
    byte[] original = new byte[record.data().remaining()];
    record.data().get(original);
    Position position =
        new Position(
            shard.streamCreated(),
            shard.shardId(),
            new BigInteger(record.sequenceNumber()),
            record.subSequenceNumber(),
            0);
    return new Letter(
        position.text(),
        new Letter.Cause(change.refused().reason().text(), change.refused().detail()),
        new Letter.Place(
            record.partitionKey(), shard.shardId(), position.sequenceNumber().toString(), 0),
        new Letter.Times(record.arrived(), now),
        ChangeGlimpse.of(original),
        original);
  }
}
