package dev.sluice.e2e.deadletters.s3;

import dev.sluice.deadletter.Letter;
import dev.sluice.deadletter.LetterJson;
import dev.sluice.deadletter.LetterKeys;
import dev.sluice.e2e.deadletters.LetterStore;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Reads the bucket that the consumer writes to.
final class S3LetterStore implements LetterStore {
  private final S3Client s3;
  private final String bucket;

  S3LetterStore(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public List<LocalDate> days() {
    return s3
        .listObjectsV2Paginator(
            request -> request.bucket(bucket).prefix(LetterKeys.PREFIX).delimiter("/"))
        .commonPrefixes()
        .stream()
        .map(prefix -> LetterKeys.day(prefix.prefix()))
        .flatMap(Optional::stream)
        .sorted()
        .toList();
  }

  @Override
  public Iterator<String> keys(LocalDate day) {
    return s3
        .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(LetterKeys.prefix(day)))
        .contents()
        .stream()
        .map(S3Object::key)
        .filter(key -> LetterKeys.recordId(day, key).isPresent())
        .iterator();
  }

  @Override
  public List<Letter> read(String key) {
    byte[] gzip;
    try {
      gzip = s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray();
    } catch (NoSuchKeyException e) {
      return List.of();
    }
    return LetterJson.read(gzip);
  }
}
