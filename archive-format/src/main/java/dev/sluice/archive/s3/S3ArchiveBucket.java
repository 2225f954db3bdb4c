package dev.sluice.archive.s3;

import dev.sluice.archive.catalog.ArchiveBucket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// A bucket on S3; conditional writes by `If-Match` and `If-None-Match`.
///
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html>
public final class S3ArchiveBucket implements ArchiveBucket {
  /// For 128 MiB over a slow line, and less than what is taken for a shard that hangs.
  private static final Duration UPLOAD = Duration.ofMinutes(2);

  private static final int MOST_DELETES = 1_000;
  private static final int PRECONDITION_FAILED = 412;
  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;

  private final String name;
  private final S3Client s3;

  public S3ArchiveBucket(String name, S3Client s3) {
    this.name = name;
    this.s3 = s3;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void upload(String key, Path file) {
    s3.putObject(
        put ->
            put.bucket(name)
                .key(key)
                .overrideConfiguration(
                    call -> call.apiCallTimeout(UPLOAD).apiCallAttemptTimeout(UPLOAD)),
        RequestBody.fromFile(file));
  }

  @Override
  public boolean download(String key, Path file) {
    try {
      s3.getObject(get -> get.bucket(name).key(key), file);
      return true;
    } catch (NoSuchKeyException e) {
      return false;
    }
  }

  @Override
  public List<Entry> list(String prefix) {
    return s3.listObjectsV2Paginator(list -> list.bucket(name).prefix(prefix)).contents().stream()
        .map(object -> new Entry(object.key(), object.size(), object.lastModified()))
        .toList();
  }

  @Override
  public Optional<Text> read(String key) {
    try {
      ResponseBytes<GetObjectResponse> object =
          s3.getObjectAsBytes(get -> get.bucket(name).key(key));
      return Optional.of(new Text(object.asUtf8String(), object.response().eTag()));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  /// An answer that got lost makes a repetition by the client fail the condition; the caller then
  /// reads its own write and is content with it.
  @Override
  public boolean write(String key, String content, Optional<Text> read) {
    PutObjectRequest.Builder put =
        PutObjectRequest.builder().bucket(name).key(key).contentType("text/plain; charset=utf-8");
    read.ifPresentOrElse(text -> put.ifMatch(text.tag()), () -> put.ifNoneMatch("*"));
    try {
      s3.putObject(put.build(), RequestBody.fromString(content, StandardCharsets.UTF_8));
      return true;
    } catch (S3Exception e) {
      // not found: deleted since it was read
      if (e.statusCode() == PRECONDITION_FAILED
          || e.statusCode() == CONFLICT
          || e.statusCode() == NOT_FOUND && read.isPresent() && e instanceof NoSuchKeyException) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void delete(Collection<String> keys) {
    List<ObjectIdentifier> objects = new ArrayList<>();
    keys.forEach(key -> objects.add(ObjectIdentifier.builder().key(key).build()));
    for (int from = 0; from < objects.size(); from += MOST_DELETES) {
      List<ObjectIdentifier> some =
          objects.subList(from, Math.min(objects.size(), from + MOST_DELETES));
      DeleteObjectsResponse answer =
          s3.deleteObjects(delete -> delete.bucket(name).delete(d -> d.objects(some).quiet(true)));
      if (!answer.errors().isEmpty()) {
        throw S3Exception.builder()
            .message(
                "%d objects were not deleted, the first: %s %s"
                    .formatted(
                        answer.errors().size(),
                        answer.errors().getFirst().key(),
                        answer.errors().getFirst().message()))
            .statusCode(503)
            .build();
      }
    }
  }
}
