package dev.sluice.e2e.deadletters;

import dev.sluice.deadletter.LetterKeys;
import dev.sluice.e2e.deadletters.s3.LetterBucket;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.simulator.IngestRefusedException;
import java.io.PrintWriter;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where letters are: by the AWS SDK's own settings, or on this machine.
final class ConnectionOptions {
  @Option(names = "--local", description = "On what `./sluice up` runs on this machine.")
  private boolean local;

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      description = "On what `./sluice up --port-offset N` runs on this machine.")
  private @Nullable Integer portOffset;

  @Option(
      names = "--prefix",
      paramLabel = "NAME",
      description = "What names begin with: NAME-archive, NAME-events. Default: ${DEFAULT-VALUE}.")
  private String prefix = "sluice";

  @Option(
      names = "--bucket",
      paramLabel = "NAME",
      description = "The bucket with the letters. Default: PREFIX-archive.")
  private @Nullable String bucket;

  @Option(
      names = "--changes",
      description =
          "Of the archiver: changes of the table of events that could not be archived, instead of"
              + " events that could not be stored.")
  private boolean changes;

  @Option(
      names = "--submissions",
      description = "Of ingest: submissions that it could not take, by message of the queue.")
  private boolean submissions;

  /// What a command does with the bucket.
  interface Work {
    /// @return the exit code
    int on(LetterBucket letters) throws InterruptedException;
  }

  /// @return 1 if the other side refuses, having said why; else what the work returned
  int connected(PrintWriter err, Work work) throws InterruptedException {
    if (changes && submissions) {
      err.println("--changes and --submissions lie apart; give one of them");
      return 2;
    }
    if (local || portOffset != null) {
      LocalStackOptions.fixed()
          .withPortOffset(portOffset == null ? 0 : portOffset)
          .sdkProperties()
          .forEach(System::setProperty);
    }
    String name = bucket == null ? prefix + "-archive" : bucket;
    try (LetterBucket letters = LetterBucket.open(name, kind(), Clock.systemUTC())) {
      return work.on(letters);
    } catch (IngestRefusedException | NoSuchLetterException e) {
      err.println(e.getMessage());
      return 1;
    } catch (RuntimeException e) {
      err.println(LetterBucket.explain(e, name).orElseThrow(() -> e));
      return 1;
    }
  }

  LetterKeys kind() {
    if (changes) {
      return LetterKeys.CHANGES;
    }
    return submissions ? LetterKeys.SUBMISSIONS : LetterKeys.EVENTS;
  }

  String prefix() {
    return prefix;
  }
}
