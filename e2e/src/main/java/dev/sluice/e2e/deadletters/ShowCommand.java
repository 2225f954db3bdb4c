package dev.sluice.e2e.deadletters;

import dev.sluice.deadletter.Letter;
import dev.sluice.e2e.deadletters.s3.LetterBucket;
import dev.sluice.model.Timestamps;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `dead-letters show`. Exits with 0, 1 if there is no such letter, 2 for options that will not do.
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Shows a dead letter and its original.",
    footer = {"", "Example: the bytes as they arrived", "  show 2026-03-05/2k9v0d1q7c --raw | xxd"})
final class ShowCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "As list shows it, or the letter's full id.")
  private String id = "";

  @Option(names = "--raw", description = "Only the original, its bytes as they arrived.")
  private boolean raw;

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  private final PrintStream bytes;

  ShowCommand() {
    this(System.out);
  }

  /// @param bytes where raw originals go
  ShowCommand(PrintStream bytes) {
    this.bytes = bytes;
  }

  @Override
  public Integer call() throws InterruptedException {
    CommandSpec command = Objects.requireNonNull(spec);
    LetterRef ref;
    try {
      ref = LetterRef.parse(id);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
    PrintWriter out = command.commandLine().getOut();
    return connection.connected(
        command.commandLine().getErr(),
        letters -> {
          Letter letter = new LetterSearch(letters.letters()).find(ref);
          if (raw) {
            bytes.write(letter.original(), 0, letter.original().length);
            bytes.flush();
          } else {
            print(letter, letters, out);
          }
          return 0;
        });
  }

  private static void print(Letter letter, LetterBucket letters, PrintWriter out) {
    member(out, "id", letter.id());
    member(out, "short_id", LetterRef.shortOf(letter));
    member(out, "reason", letter.cause().reason());
    member(out, "detail", letter.cause().detail());
    member(out, "device_id", letter.glimpse().deviceId());
    member(out, "event_id", letter.glimpse().eventId());
    member(out, "event_type", letter.glimpse().eventType());
    member(out, "partition_key", letter.place().partitionKey());
    member(out, "shard_id", letter.place().shardId());
    member(out, "sequence_number", letter.place().sequenceNumber());
    member(out, "line", Integer.toString(letter.place().line()));
    member(out, "received_time", Timestamps.format(letter.times().received()));
    member(out, "rejected_time", Timestamps.format(letter.times().rejected()));
    member(
        out,
        "replayed",
        new KnownMarks(letters.marks()).of(letter).map(ShowCommand::text).orElse("no"));
    printOriginal(letter.original(), out);
  }

  private static String text(Mark mark) {
    String what =
        switch (mark.state()) {
          case SENT -> "sent ";
          case BEGUN -> "unfinished: never confirmed, begun ";
        };
    return what + Timestamps.format(mark.since()) + ", attempt " + mark.attempt();
  }

  private static void member(PrintWriter out, String name, @Nullable String value) {
    out.printf("%-16s %s%n", name, value == null ? "-" : Printable.line(value));
  }

  private static void printOriginal(byte[] original, PrintWriter out) {
    out.printf(
        "original         %,d bytes%s%n%n",
        original.length,
        Printable.isUtf8(original) ? "" : ", not UTF-8; --raw writes them as they are");
    out.println(Printable.text(new String(original, StandardCharsets.UTF_8)));
    out.flush();
  }
}
