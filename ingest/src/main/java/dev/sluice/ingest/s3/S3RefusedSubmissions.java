package dev.sluice.ingest.s3;

import dev.sluice.deadletter.Letter;
import dev.sluice.deadletter.LetterJson;
import dev.sluice.deadletter.LetterKeys;
import dev.sluice.ingest.queue.Delivery;
import dev.sluice.ingest.queue.RefusedSubmissions;
import dev.sluice.ingest.queue.SubmissionLetter;
import dev.sluice.ingest.status.StoreAwayException;
import dev.sluice.ingest.submission.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// An object per message, where [LetterKeys#SUBMISSIONS] says, and beside the letters one by
/// submission (`submissions/refused/<submission_id>`) that holds nothing but the letter's key: a
/// letter that is erased is gone for this one too.
public final class S3RefusedSubmissions implements RefusedSubmissions {
  private static final String BY_SUBMISSION = "submissions/refused/";

  private final S3Client s3;
  private final String bucket;
  private final Clock clock;

  public S3RefusedSubmissions(S3Client s3, String bucket, Clock clock) {
    this.s3 = s3;
    this.bucket = bucket;
    this.clock = clock;
  }

  /// The letter first: a key must lead somewhere.
  @Override
  public void keep(Delivery delivery, Reading.Refused refused) {
    Letter letter = SubmissionLetter.of(delivery, refused, clock.instant());
    String key = LetterKeys.SUBMISSIONS.of(letter);
    s3.putObject(
        request ->
            request
                .bucket(bucket)
                .key(key)
                .contentType("application/x-ndjson")
                .contentEncoding("gzip"),
        RequestBody.fromBytes(LetterJson.write(List.of(letter))));
    UUID submission = refused.traces().submissionId();
    if (submission != null) {
      s3.putObject(
          request ->
              request.bucket(bucket).key(BY_SUBMISSION + submission).contentType("text/plain"),
          RequestBody.fromString(key));
    }
  }

  @Override
  public Optional<Letter> of(UUID submissionId) {
    return read(BY_SUBMISSION + submissionId)
        .map(key -> new String(key, StandardCharsets.UTF_8))
        .flatMap(this::read)
        .flatMap(letters -> LetterJson.read(letters).stream().findFirst());
  }

  private Optional<byte[]> read(String key) {
    try {
      return Optional.of(s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArray());
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw new StoreAwayException("the bucket " + bucket + " cannot be read", e);
    }
  }
}
