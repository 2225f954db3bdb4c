package dev.sluice.local.s3;

import java.util.Optional;
import java.util.Set;

/// The name of the S3 operation that a path-style request asks for.
///
/// Source:
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html>
final class S3Operations {
  private S3Operations() {}

  static String name(String method, String path, Set<String> parameters, boolean copies) {
    String trimmed = path.startsWith("/") ? path.substring(1) : path;
    int slash = trimmed.indexOf('/');
    if (trimmed.isEmpty()) {
      return "ListBuckets";
    }
    boolean onBucket = slash < 0 || slash == trimmed.length() - 1;
    return onBucket ? onBucket(method, parameters) : onObject(method, parameters, copies);
  }

  private static String onBucket(String method, Set<String> parameters) {
    Optional<BucketSetting> setting = BucketSetting.among(parameters);
    if (setting.isPresent()) {
      return setting.get().operation(method);
    }
    return switch (method) {
      case "PUT" -> "CreateBucket";
      case "DELETE" -> "DeleteBucket";
      case "HEAD" -> "HeadBucket";
      case "POST" -> "DeleteObjects";
      default -> {
        if (parameters.contains("uploads")) {
          yield "ListMultipartUploads";
        }
        if (parameters.contains("location")) {
          yield "GetBucketLocation";
        }
        yield parameters.contains("list-type") ? "ListObjectsV2" : "ListObjects";
      }
    };
  }

  private static String onObject(String method, Set<String> parameters, boolean copies) {
    boolean ofUpload = parameters.contains("uploadId");
    return switch (method) {
      case "PUT" -> {
        if (ofUpload) {
          yield copies ? "UploadPartCopy" : "UploadPart";
        }
        yield copies ? "CopyObject" : "PutObject";
      }
      case "POST" -> ofUpload ? "CompleteMultipartUpload" : "CreateMultipartUpload";
      case "DELETE" -> ofUpload ? "AbortMultipartUpload" : "DeleteObject";
      case "HEAD" -> "HeadObject";
      default -> ofUpload ? "ListParts" : "GetObject";
    };
  }
}
