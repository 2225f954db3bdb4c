package dev.sluice.consumer.s3;

import dev.sluice.consumer.pipeline.DeadLetter;
import dev.sluice.consumer.pipeline.DeadLetters;
import dev.sluice.consumer.pipeline.Origin;
import dev.sluice.deadletter.Letter;
import dev.sluice.deadletter.LetterJson;
import dev.sluice.deadletter.LetterKeys;
import dev.sluice.stream.CallRefused;
import dev.sluice.stream.PatientCaller;
import dev.sluice.stream.Requests;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// Dead letters on S3, an object per Kinesis record that held any: [LetterKeys] names it,
/// [LetterJson] is its content.
public final class S3DeadLetters implements DeadLetters {
  private final String bucket;
  private final S3Client s3;
  private final Requests requests;
  private final PatientCaller caller;
  private final Clock clock;

  public S3DeadLetters(
      String bucket, S3Client s3, Requests requests, PatientCaller caller, Clock clock) {
    this.bucket = bucket;
    this.s3 = s3;
    this.requests = requests;
    this.caller = caller;
    this.clock = clock;
  }

  private record Letters(String key, List<Letter> letters) {}

  @Override
  public void write(List<DeadLetter> refused, ShardControl control)
      throws ShardReleased, InterruptedException {
    Map<String, Letters> byRecord = new LinkedHashMap<>();
    for (DeadLetter one : refused) {
      Letter letter = letter(one, clock.instant());
      byRecord
          .computeIfAbsent(LetterKeys.EVENTS.of(letter), key -> new Letters(key, new ArrayList<>()))
          .letters()
          .add(letter);
    }
    requests.inParallel(List.copyOf(byRecord.values()), 1, some -> put(some, control));
  }

  private List<Letters> put(List<Letters> some, ShardControl control)
      throws ShardReleased, InterruptedException {
    for (Letters letters : some) {
      byte[] body = LetterJson.write(letters.letters());
      try {
        caller.call("rejected.put", () -> put(letters.key(), body), control);
      } catch (CallRefused e) {
        throw new IllegalStateException("S3 refuses the object " + letters.key(), e);
      }
    }
    return some;
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

  private static Letter letter(DeadLetter refused, Instant now) {
    Origin origin = refused.origin();
    return Letter.of(
        origin.position(),
        origin.partitionKey(),
        refused.rejection(),
        new Letter.Times(origin.received(), now),
        origin.bytes());
  }
}
