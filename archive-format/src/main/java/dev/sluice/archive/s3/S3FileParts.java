package dev.sluice.archive.s3;

import dev.sluice.archive.catalog.FileParts;
import dev.sluice.archive.catalog.MissingFileException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// Parts of objects on S3, by `Range`.
///
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html>
public final class S3FileParts implements FileParts {
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes \\d+-\\d+/(\\d+)");

  private final String bucket;
  private final S3Client s3;

  public S3FileParts(String bucket, S3Client s3) {
    this.bucket = bucket;
    this.s3 = s3;
  }

  @Override
  public Tail tail(String key, int most) {
    ResponseBytes<GetObjectResponse> answer = get(key, "bytes=-" + most);
    byte[] bytes = answer.asByteArrayUnsafe();
    String range = answer.response().contentRange();
    Matcher matcher = CONTENT_RANGE.matcher(range == null ? "" : range);
    return new Tail(matcher.matches() ? Long.parseLong(matcher.group(1)) : bytes.length, bytes);
  }

  @Override
  public byte[] part(String key, long from, int length) {
    byte[] bytes = get(key, "bytes=%d-%d".formatted(from, from + length - 1)).asByteArrayUnsafe();
    if (bytes.length != length) {
      throw new IllegalStateException(
          "%s has %d bytes from %d on, not %d".formatted(key, bytes.length, from, length));
    }
    return bytes;
  }

  private ResponseBytes<GetObjectResponse> get(String key, String range) {
    try {
      return s3.getObjectAsBytes(get -> get.bucket(bucket).key(key).range(range));
    } catch (NoSuchKeyException e) {
      throw new MissingFileException(key, e);
    }
  }
}
