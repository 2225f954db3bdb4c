package dev.sluice.archiver.command;

import dev.sluice.archive.catalog.ArchiveBucket;
import dev.sluice.archiver.erase.AlertErasure;
import dev.sluice.archiver.erase.ArchiveErasure;
import dev.sluice.archiver.erase.Erasing;
import dev.sluice.archiver.erase.Erasing.Outcome;
import dev.sluice.archiver.erase.Erasing.Patience;
import dev.sluice.archiver.erase.EventErasure;
import dev.sluice.archiver.erase.LetterErasure;
import dev.sluice.archiver.erase.Removed;
import dev.sluice.archiver.erase.StateErasure;
import dev.sluice.archiver.erase.aws.ErasureConnection;
import dev.sluice.dynamodb.Erasure;
import dev.sluice.dynamodb.Tables;
import dev.sluice.model.Timestamps;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `erase`. Exits with 0; 1 if something could not be judged or removed, or the other side refuses;
/// 2 for options that will not do; 3 if the consumer has not come far enough.
@Command(
    name = "erase",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Removes everything that was received of a device until now: its events, its state, its rows"
          + " in the archive and its dead letters. Ids stay known, so that a re-send is ignored and"
          + " counted as erased. What the device sends later is new.",
      "Cut short, it is to be run again, and goes on. Looks through all claims, all files of the"
          + " archive and all dead letters."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all of it is gone, or was counted",
      "1:something could not be judged or removed; run again when what is told is mended",
      "2:an option will not do",
      "3:the consumer has not come far enough; nothing was removed, run again"
    },
    footer = {"", "Examples:", "  erase sensor-7 --dry-run", "  erase sensor-7 --wait 1h"})
public final class EraseCommand implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int BEHIND = 3;

  /// How far the clock of this machine and arrival times may be off.
  private static final Duration SETTLING = Duration.ofSeconds(5);

  private final Clock clock = Clock.systemUTC();

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "DEVICE", description = "The id of the device, exactly as it is sent.")
  private String device = "";

  @Option(names = "--dry-run", description = "Count what would go, and change nothing.")
  private boolean dryRun;

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      converter = DurationOption.class,
      description =
          "How long to wait until the consumer has passed the moment of the erasure. Default: 15m.")
  private Duration wait = Duration.ofMinutes(15);

  @Option(
      names = "--work-dir",
      paramLabel = "DIR",
      description =
          "Takes copies of archive files, one at a time. Default: the directory for temporary files.")
  private Path workDirectory = Path.of(System.getProperty("java.io.tmpdir"));

  @Mixin private BucketOptions bucket = new BucketOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandSpec command = Objects.requireNonNull(spec);
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    Tables tables;
    try {
      tables = new Tables(bucket.prefix());
      if (device.isBlank()) {
        throw new IllegalArgumentException("DEVICE is blank; give the id of a device");
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
    return bucket.connected(err, archive -> connected(tables, archive, out, err));
  }

  private int connected(Tables tables, ArchiveBucket archive, PrintWriter out, PrintWriter err)
      throws IOException, InterruptedException {
    ErasureScreen screen = ErasureScreen.on(err);
    try (ErasureConnection connection = ErasureConnection.open(tables)) {
      Erasing erasing =
          new Erasing(
              connection.records(),
              connection.consumer(clock),
              List.of(
                  new EventErasure(connection.events()),
                  new StateErasure(connection.states()),
                  new AlertErasure(connection.alerts()),
                  new ArchiveErasure(archive, workDirectory, clock),
                  new LetterErasure(archive, workDirectory)),
              clock,
              Thread::sleep,
              screen);
      return erase(erasing, screen, out, err);
    } catch (RuntimeException e) {
      screen.end();
      Optional<String> explained = ErasureConnection.explain(e, tables.prefix());
      err.println(explained.orElseThrow(() -> e));
      return FAILED;
    }
  }

  private int erase(Erasing erasing, ErasureScreen screen, PrintWriter out, PrintWriter err)
      throws IOException, InterruptedException {
    if (dryRun) {
      Removed removed = erasing.dryRun(device);
      screen.end();
      out.println("Of " + device + " would go:");
      ErasureScreen.print(removed.byKind(), out);
      return 0;
    }
    Outcome outcome = erasing.erase(device, new Patience(wait, SETTLING));
    screen.end();
    return told(outcome, out, err);
  }

  private int told(Outcome outcome, PrintWriter out, PrintWriter err) {
    return switch (outcome) {
      case Outcome.Erased(Erasure erasure) -> {
        out.printf(
            "What was received of %s until %s is gone:%n",
            device, Timestamps.format(erasure.erasedAt()));
        ErasureScreen.print(erasure.removed(), out);
        yield 0;
      }
      case Outcome.ConsumerBehind(Erasure erasure, List<String> shards) -> {
        err.printf(
            "The consumer has not checkpointed all that arrived until %s, and --wait is over:%n",
            Timestamps.format(erasure.erasedAt()));
        shards.forEach(shard -> err.println("  " + shard));
        err.println("Nothing was removed yet. The erasure is written down and heeded by the");
        err.println("archiver; run the command again to go on with it.");
        yield BEHIND;
      }
      case Outcome.Incomplete(Erasure erasure, List<String> reasons) -> {
        ErasureScreen.print(erasure.removed(), out);
        err.println("Not all could be judged or removed:");
        reasons.forEach(reason -> err.println("  " + reason));
        err.println("Run the command again when that is mended.");
        yield FAILED;
      }
    };
  }
}
