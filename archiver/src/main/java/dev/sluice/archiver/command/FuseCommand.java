package dev.sluice.archiver.command;

import dev.sluice.archiver.fuse.Fuse;
import dev.sluice.archiver.fuse.TimeToLive.State;
import dev.sluice.archiver.fuse.dynamodb.DynamoDbTimeToLive;
import dev.sluice.dynamodb.Tables;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `archive fuse`.
@Command(
    name = "fuse",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Keeps expired events from being removed while the archiver cannot keep up (on), and lets them"
          + " go again (off).",
      "With the fuse on they wait in their table, hidden from reads; storage is all they cost.",
      "AWS takes up to an hour for a change and refuses another meanwhile: the command asks again,"
          + " and waits until it is done. Until then items may still be removed; they reach the"
          + " archive as ever. It may be stopped by Ctrl-C and begun again: it looks first."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done; with --no-wait, taken by AWS",
      "1:AWS refuses, for another reason than an earlier change",
      "2:options that will not do",
      "3:not done within --timeout; run it again"
    },
    footer = {"", "Example: an archiver that was away for days", "  fuse on", "  fuse status"})
final class FuseCommand implements Callable<Integer> {
  private static final int UNFINISHED = 3;
  private static final Duration POLL = Duration.ofSeconds(2);

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "on|off|status", description = "What to do.")
  private Action action = Action.STATUS;

  @Option(
      names = "--no-wait",
      description = "Ends as soon as AWS has taken the change, or has refused it.")
  private boolean noWait;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = DurationOption.class,
      description = "How long to try and to wait. Default: 90m.")
  private Duration timeout = Duration.ofMinutes(90);

  @Option(
      names = "--prefix",
      paramLabel = "NAME",
      description = "What names begin with: NAME-events. Default: ${DEFAULT-VALUE}.")
  private String prefix = "sluice";

  /// What to do.
  enum Action {
    ON,
    OFF,
    STATUS
  }

  @Override
  public Integer call() throws InterruptedException {
    CommandSpec command = Objects.requireNonNull(spec);
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    String table = new Tables(prefix).events();
    try (DynamoDbTimeToLive ttl = DynamoDbTimeToLive.open(table)) {
      return switch (action) {
        case STATUS -> {
          out.println(text(ttl.state(), table));
          yield 0;
        }
        case ON -> set(ttl, false, table, out, err);
        case OFF -> set(ttl, true, table, out, err);
      };
    } catch (RuntimeException e) {
      Optional<String> explained = DynamoDbTimeToLive.explain(e, table);
      err.println(explained.orElseThrow(() -> e));
      return 1;
    } finally {
      out.flush();
      err.flush();
    }
  }

  private int set(
      DynamoDbTimeToLive ttl, boolean expiring, String table, PrintWriter out, PrintWriter err)
      throws InterruptedException {
    FuseScreen screen = new FuseScreen(err, timeout);
    Duration patience = noWait ? Duration.ZERO : timeout;
    Fuse fuse = new Fuse(ttl, Clock.systemUTC(), () -> Thread.sleep(POLL), screen);
    Fuse.Outcome outcome = fuse.set(expiring, new Fuse.Patience(patience, !noWait));
    screen.finish();
    return switch (outcome) {
      case DONE -> {
        out.println(text(ttl.state(), table));
        yield 0;
      }
      case TAKEN -> {
        out.println(
            "AWS has taken the change; it is everywhere within an hour: archive fuse status.");
        yield 0;
      }
      case REFUSED -> {
        err.println(
            "AWS refuses another change so soon after the last; run it again, within an hour of that"
                + " it will be taken.");
        yield UNFINISHED;
      }
      case UNFINISHED -> {
        err.println(
            "AWS has taken the change, and it is not everywhere yet; run it again to wait.");
        yield UNFINISHED;
      }
    };
  }

  private static String text(State state, String table) {
    return switch (state) {
      case ENABLED -> "The fuse is off: expired items of " + table + " are removed and archived.";
      case DISABLED -> "The fuse is on: expired items of " + table + " wait, hidden from reads.";
      case DISABLING ->
          "The fuse is being switched on: AWS says DISABLING; for up to an hour expired items of "
              + table
              + " may still be removed.";
      case ENABLING ->
          "The fuse is being switched off: AWS says ENABLING; within an hour expired items of "
              + table
              + " are removed again.";
    };
  }
}
