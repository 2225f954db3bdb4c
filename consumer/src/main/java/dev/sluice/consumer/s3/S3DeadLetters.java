package dev.sluice.consumer.s3;

import dev.sluice.consumer.aws.Requests;
import dev.sluice.consumer.pipeline.DeadLetter;
import dev.sluice.consumer.pipeline.DeadLetters;
import dev.sluice.model.Position;
import dev.sluice.model.Timestamps;
import dev.sluice.stream.CallRefused;
import dev.sluice.stream.PatientCaller;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// Dead letters as gzipped NDJSON under `rejected/`, an object per Kinesis record that held any.
/// The object's key is made of the record's position, so a replay writes the same object again and
/// never a second one, whatever the batches are.
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

  private record Letters(String key, List<DeadLetter> letters) {}

  @Override
  public void write(List<DeadLetter> letters, ShardControl control)
      throws ShardReleased, InterruptedException {
    Map<String, Letters> byRecord = new LinkedHashMap<>();
    for (DeadLetter letter : letters) {
      byRecord
          .computeIfAbsent(key(letter), key -> new Letters(key, new ArrayList<>()))
          .letters()
          .add(letter);
    }
    requests.inParallel(List.copyOf(byRecord.values()), 1, some -> put(some, control));
  }

  private List<Letters> put(List<Letters> some, ShardControl control)
      throws ShardReleased, InterruptedException {
    for (Letters letters : some) {
      byte[] body = DeadLetterJson.gzippedLines(letters.letters(), clock.instant());
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

  private static String key(DeadLetter letter) {
    Position record = letter.origin().position().ofRecord();
    return "rejected/date=%s/%s.ndjson.gz"
        .formatted(Timestamps.day(letter.origin().received()), record.text().replace('/', '-'));
  }
}
