package dev.sluice.archiver.command;

import dev.sluice.archive.catalog.ArchiveBucket;
import dev.sluice.archiver.lake.LakeException;
import dev.sluice.archiver.s3.BucketConnection;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which bucket the archive is in. Endpoint, region and credentials are the AWS SDK's own settings.
final class BucketOptions {
  @Option(
      names = "--prefix",
      paramLabel = "NAME",
      description = "What names begin with: NAME-archive, NAME-events. Default: ${DEFAULT-VALUE}.")
  private String prefix = "sluice";

  @Option(
      names = "--bucket",
      paramLabel = "NAME",
      description = "The bucket with the archive. Default: PREFIX-archive.")
  private @Nullable String bucket;

  /// What a command does with the bucket.
  interface Work {
    /// @return the exit code
    int on(ArchiveBucket bucket) throws IOException, InterruptedException;
  }

  /// @return 1 if the other side refuses, having said why; else what the work returned
  int connected(PrintWriter err, Work work) throws IOException, InterruptedException {
    try (BucketConnection connection = BucketConnection.open(bucket())) {
      return work.on(connection.bucket());
    } catch (LakeException e) {
      err.println(e.getMessage());
      return 1;
    } catch (RuntimeException e) {
      Optional<String> explained = BucketConnection.explain(e, bucket());
      err.println(explained.orElseThrow(() -> e));
      return 1;
    }
  }

  String prefix() {
    return prefix;
  }

  String bucket() {
    return bucket == null ? prefix + "-archive" : bucket;
  }
}
