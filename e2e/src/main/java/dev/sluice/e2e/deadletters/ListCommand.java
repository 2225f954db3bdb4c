package dev.sluice.e2e.deadletters;

import dev.sluice.e2e.deadletters.s3.LetterBucket;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `dead-letters list`. Exits with 0, 1 if the bucket cannot be read or holds something else, 2 for
/// options that will not do.
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lists dead letters by time of arrival, the newest last, and counts them by reason.",
      "REPLAYED is empty, sent, or unfinished: begun and never confirmed."
    },
    footer = {"", "Example: what a device got wrong today", "  list --device sensor-7 --from 24h"})
final class ListCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private FilterOptions filter = new FilterOptions();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "The newest N of them; all are counted. Default: ${DEFAULT-VALUE}.")
  private int limit = 100;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table, or json: an object a line, counts on standard error. Default: table.")
  private Format format = Format.TABLE;

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  /// How letters are printed.
  enum Format {
    TABLE,
    JSON
  }

  @Override
  public Integer call() throws InterruptedException {
    CommandSpec command = Objects.requireNonNull(spec);
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    LetterFilter chosen;
    try {
      chosen = filter.filter();
      if (limit < 1 || limit > 1_000_000) {
        throw new IllegalArgumentException("--limit " + limit + " is not in 1..1000000");
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
    return connection.connected(err, letters -> list(chosen, letters, out, err));
  }

  private int list(LetterFilter chosen, LetterBucket letters, PrintWriter out, PrintWriter err)
      throws InterruptedException {
    Listing listing = new Listing(limit, new KnownMarks(letters.marks()), err);
    new LetterSearch(letters.letters()).read(chosen, listing);
    switch (format) {
      case TABLE -> listing.printTable(out);
      case JSON -> listing.printJson(out, err);
    }
    return listing.isComplete() ? 0 : 1;
  }
}
