package dev.sluice.stream.service;

import java.util.regex.Pattern;

/// What S3 takes for the name of a bucket.
///
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html>
public final class BucketName {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  private BucketName() {}

  /// @throws IllegalArgumentException naming the property and the value
  public static void check(String property, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "%s \"%s\" is no name of a bucket: 3 to 63 of a-z 0-9 . -".formatted(property, name));
    }
  }
}
