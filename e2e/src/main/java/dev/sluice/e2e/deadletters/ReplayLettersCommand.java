package dev.sluice.e2e.deadletters;

import dev.sluice.deadletter.LetterKeys;
import dev.sluice.e2e.deadletters.s3.LetterBucket;
import dev.sluice.simulator.IngestPoint;
import dev.sluice.simulator.command.Converters;
import dev.sluice.simulator.kinesis.KinesisIngestPoint;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `dead-letters replay`.
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Sends dead letters again, mended by a patch if need be.",
    description = {
      "Each is sent once: before that it is marked in the bucket, and of"
          + " all who try to mark it one succeeds. A letter whose sending was begun and never"
          + " confirmed is reported as unfinished and sent only with --resume; should it have"
          + " arrived all the same, its second copy ends as a duplicate, because its id is the same."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every letter asked for is sent, now or before",
      "1:the bucket or the stream refuses",
      "2:options that will not do",
      "3:some letters are left out or unfinished",
      "130:stopped by Ctrl-C"
    },
    footer = {
      "",
      "Example: mend a misspelt member, look first",
      "  replay --reason missing_member --device sensor-7 --dry-run \\",
      "    --patch '[{\"op\":\"move\",\"from\":\"/deviceid\",\"path\":\"/device_id\"}]'"
    })
final class ReplayLettersCommand implements Callable<Integer> {
  private static final String NO_SUBMISSIONS =
      "submissions are not replayed to a stream; `show --submissions --raw` gives the original, to be"
          + " mended and sent to the queue again";

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "ID",
      description = "Letters as list shows them, instead of a filter.")
  private List<String> ids = List.of();

  @Mixin private FilterOptions filter = new FilterOptions();

  @Option(names = "--all", description = "All letters, instead of a filter.")
  private boolean all;

  @Option(
      names = "--patch",
      paramLabel = "PATCH",
      description =
          "A JSON Patch (RFC 6902), or a file with one, applied to each original. One that fails,"
              + " a test operation for example, leaves the letter out. A changed device is the new"
              + " partition key.")
  private @Nullable String patch;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Letters a second at most. Default: ${DEFAULT-VALUE}.")
  private int rate = 100;

  @Option(names = "--dry-run", description = "Sends and marks nothing; shows what would be sent.")
  private boolean dryRun;

  @Option(
      names = "--as-is",
      description = "Also what would be refused again, such as text that is no JSON.")
  private boolean asIs;

  @Option(names = "--again", description = "Also what was sent before.")
  private boolean again;

  @Option(names = "--resume", description = "Also what is unfinished.")
  private boolean resume;

  @Option(
      names = "--resume-after",
      paramLabel = "DURATION",
      converter = Converters.OfDuration.class,
      description =
          "What was begun more recently may be in somebody's hands; --resume leaves it. Default:"
              + " 10m.")
  private Duration resumeAfter = Duration.ofMinutes(10);

  @Option(
      names = "--stream",
      paramLabel = "NAME",
      description =
          "The Kinesis stream. Default: PREFIX-events; with --changes, PREFIX-table-changes.")
  private @Nullable String stream;

  @Option(names = "--quiet", description = "No progress, only the summary.")
  private boolean quiet;

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  @Override
  public Integer call() throws InterruptedException {
    CommandSpec command = Objects.requireNonNull(spec);
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    ReplaySettings settings;
    try {
      settings = settings();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
    return connection.connected(
        err, letters -> run(settings, letters, new Screen(out, err, quiet)));
  }

  private ReplaySettings settings() {
    if (connection.kind() == LetterKeys.SUBMISSIONS) {
      throw new IllegalArgumentException(NO_SUBMISSIONS);
    }
    long choices = Stream.of(!ids.isEmpty(), !filter.isEmpty(), all).filter(given -> given).count();
    if (choices != 1) {
      throw new IllegalArgumentException(
          "give ids, or a filter (--reason, --from, --to, --device), or --all: one of them");
    }
    return new ReplaySettings(
        ids.stream().map(LetterRef::parse).toList(),
        filter.filter(),
        new ReplayPolicy(again, resume ? resumeAfter : null),
        new Preparation(patch == null ? null : Patch.parse(patch(patch)), asIs ? null : judge()),
        rate);
  }

  private Judge judge() {
    return switch (connection.kind()) {
      case EVENTS -> Judge.ofEvents();
      case CHANGES -> Judge.ofChanges(connection.prefix() + "-events");
      case SUBMISSIONS -> throw new IllegalStateException(NO_SUBMISSIONS);
    };
  }

  /// What was refused goes where it came from.
  private String streamName() {
    if (stream != null) {
      return stream;
    }
    return connection.prefix()
        + switch (connection.kind()) {
          case EVENTS -> "-events";
          case CHANGES -> "-table-changes";
          case SUBMISSIONS -> throw new IllegalStateException(NO_SUBMISSIONS);
        };
  }

  /// What begins like a patch is one; a file's name seldom does.
  private static byte[] patch(String text) {
    if (text.stripLeading().startsWith("[")) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Files.readAllBytes(Path.of(text));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--patch " + text + " is neither a JSON array nor a file that can be read", e);
    }
  }

  private int run(ReplaySettings settings, LetterBucket letters, Screen screen)
      throws InterruptedException {
    if (dryRun) {
      return ReplayRun.dry(settings, letters, screen);
    }
    try (IngestPoint ingest = KinesisIngestPoint.connect(streamName())) {
      return ReplayRun.sending(settings, letters, ingest, screen);
    }
  }
}
