package dev.sluice.e2e.deadletters.s3;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.deadletter.Letter;
import dev.sluice.deadletter.LetterKeys;
import dev.sluice.e2e.deadletters.Mark;
import dev.sluice.e2e.deadletters.ReplayMarks;
import dev.sluice.model.Timestamps;
import dev.sluice.simulator.Acknowledgement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BinaryOperator;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Marks as small objects beside the letters, two an attempt: [MarkKey] names them, so a listing
/// tells all states. Who begins an attempt puts its object on the condition that there is none
/// ([conditional
/// writes](https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html)); S3 lets
/// one succeed.
final class S3ReplayMarks implements ReplayMarks {
  private static final int PRECONDITION_FAILED = 412;
  private static final int CONFLICT = 409;
  private static final int MOST_CONFLICTS = 20;
  private static final JsonMapper JSON = new JsonMapper();
  private static final BinaryOperator<Mark> FURTHER =
      (one, other) ->
          one.attempt() > other.attempt()
                  || one.attempt() == other.attempt() && one.state() == Mark.State.SENT
              ? one
              : other;

  private final S3Client s3;
  private final String bucket;
  private final LetterKeys keys;
  private final Clock clock;

  S3ReplayMarks(S3Client s3, String bucket, LetterKeys keys, Clock clock) {
    this.s3 = s3;
    this.bucket = bucket;
    this.keys = keys;
    this.clock = clock;
  }

  @Override
  public Map<String, Mark> ofDay(LocalDate day) {
    Map<String, Mark> marks = new HashMap<>();
    for (S3Object object :
        s3.listObjectsV2Paginator(
                request -> request.bucket(bucket).prefix(MarkKey.prefix(keys, day)))
            .contents()) {
      MarkKey.parse(keys, day, object.key())
          .ifPresent(key ->
              marks.merge(
                  key.letterId(),
                  new Mark(key.attempt(), key.state(), object.lastModified()),
                  FURTHER));
    }
    return marks;
  }

  @Override
  public boolean begin(Letter letter, int attempt) {
    PutObjectRequest put =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(MarkKey.of(keys, letter, attempt, Mark.State.BEGUN).text())
            .contentType("application/json")
            .ifNoneMatch("*")
            .build();
    UUID token = UUID.randomUUID();
    String body = mark(letter, "begun_time").put("token", token.toString()).toString();
    for (int conflicts = 0; ; conflicts++) {
      try {
        s3.putObject(put, RequestBody.fromString(body));
        return true;
      } catch (S3Exception e) {
        if (e.statusCode() == PRECONDITION_FAILED) {
          return isOurs(put.key(), token);
        }
        if (e.statusCode() != CONFLICT || conflicts == MOST_CONFLICTS) {
          throw e;
        }
      }
    }
  }

  /// The client repeats what was not answered, and may meet what it wrote itself.
  private boolean isOurs(String key, UUID token) {
    byte[] found = s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArray();
    try {
      return token.toString().equals(JSON.readTree(found).path("token").textValue());
    } catch (IOException e) {
      throw new UncheckedIOException(key + " is no mark of a replay", e);
    }
  }

  @Override
  public void sent(Letter letter, int attempt, Acknowledgement at) {
    ObjectNode mark = mark(letter, "sent_time");
    mark.put("shard_id", at.shardId()).put("sequence_number", at.sequenceNumber());
    s3.putObject(
        put ->
            put.bucket(bucket)
                .key(MarkKey.of(keys, letter, attempt, Mark.State.SENT).text())
                .contentType("application/json"),
        RequestBody.fromString(mark.toString()));
  }

  private ObjectNode mark(Letter letter, String time) {
    return JSON.createObjectNode()
        .put("id", letter.id())
        .put(time, Timestamps.format(clock.instant()));
  }
}
