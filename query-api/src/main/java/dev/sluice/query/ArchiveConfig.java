package dev.sluice.query;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.regex.Pattern;

/// Where history goes on past the retention, under `sluice.query.archive`. A wrong value stops the
/// start.
///
/// @param bucket what the archiver writes to; `none` where there is no archive
/// @param minAge younger events are not looked for in the archive, so that what is recent needs no
///   S3: no longer than `sluice.consumer.events.retention` ever was
/// @param maxConcurrentReads how many requests read from the archive at a time; others wait, and
///   are refused with 503 when that takes the time-out
/// @param timeout after how long S3 counts as unavailable, retries included
@Context
@ConfigurationProperties("sluice.query.archive")
public record ArchiveConfig(
    @Bindable(defaultValue = "sluice-archive") String bucket,
    @Bindable(defaultValue = "PT0S") Duration minAge,
    @Bindable(defaultValue = "8") int maxConcurrentReads,
    @Bindable(defaultValue = "PT5S") Duration timeout) {
  private static final String NONE = "none";
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final int MOST_READS = 1_000;
  private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(60);

  public ArchiveConfig {
    if (!BUCKET.matcher(bucket).matches()) {
      throw wrong("bucket", bucket, "the name of a bucket, 3 to 63 of a-z 0-9 . -, or none");
    }
    if (minAge.isNegative()) {
      throw wrong("min-age", minAge, "a duration from PT0S on");
    }
    if (maxConcurrentReads < 1 || maxConcurrentReads > MOST_READS) {
      throw wrong("max-concurrent-reads", maxConcurrentReads, "in 1.." + MOST_READS);
    }
    if (timeout.compareTo(Duration.ofMillis(100)) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
      throw wrong("timeout", timeout, "a duration from PT0.1S to " + LONGEST_TIMEOUT);
    }
  }

  public boolean hasArchive() {
    return !bucket.equals(NONE);
  }

  private static IllegalArgumentException wrong(String name, Object value, String accepted) {
    return new IllegalArgumentException(
        "sluice.query.archive." + name + " \"" + value + "\" is not " + accepted);
  }
}
