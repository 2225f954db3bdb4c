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

/// Reads the letters of one kind.
final class S3LetterStore implements LetterStore {
  private final S3Client s3;
  private final String bucket;
  private final LetterKeys keys;

  S3LetterStore(S3Client s3, String bucket, LetterKeys keys) {
    this.s3 = s3;
    this.bucket = bucket;
    this.keys = keys;
  }

  @Override
  public LetterKeys kind() {
    return keys;
  }

  @Override
  public List<LocalDate> days() {
    return s3
        .listObjectsV2Paginator(
            request -> request.bucket(bucket).prefix(keys.prefix()).delimiter("/"))
        .commonPrefixes()
        .stream()
        .map(prefix -> keys.day(prefix.prefix()))
        .flatMap(Optional::stream)
        .sorted()
        .toList();
  }

  @Override
  public Iterator<String> keys(LocalDate day) {
    return s3
        .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(keys.prefix(day)))
        .contents()
        .stream()
        .map(S3Object::key)
        .filter(key -> keys.recordId(day, key).isPresent())
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
