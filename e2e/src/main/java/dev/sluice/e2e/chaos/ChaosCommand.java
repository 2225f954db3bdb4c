package dev.sluice.e2e.chaos;

import dev.sluice.e2e.chaos.ProvingGround.Setting;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `chaos`: as many failures as one likes, and whether the promises were kept.
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Breaks everything that can break while events flow, then says of each promise whether it"
          + " was kept.",
      "",
      "Workers run as processes of their own and are killed, frozen, crashed and restarted; shards"
          + " split and merge; calls to AWS are throttled, fail, time out with their effect applied,"
          + " find their credentials expired; DynamoDB and S3 go away and come back; traffic rises"
          + " five-fold. Which, when and to whom is decided by the seed. Then all is healed, and"
          + " every single send is looked for.",
      "",
      "Exit code 0: all promises kept. 1: one was broken; the evidence is kept and its place"
          + " printed. 2: an option will not do. Ctrl-C ends early and still judges.",
      "",
      "The evidence lies in memory, some 2 KB a send: SLUICE_HEAP=4g carries an hour at 200 a"
          + " second."
    })
public final class ChaosCommand implements Callable<Integer> {
  private static final long SEEDS = 1L << 31;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "How long; 0.5 is half a minute. Default: ${DEFAULT-VALUE}.")
  private double minutes = 2;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Same seed and options, same plan. Default: a new one, printed.")
  private long seed = new SplittableRandom().nextLong(SEEDS);

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Events a second, spikes aside. Default: ${DEFAULT-VALUE}.")
  private double rate = 200;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Worker processes, 2 to 8. Default: ${DEFAULT-VALUE}.")
  private int workers = 3;

  @Option(
      names = "--shards",
      paramLabel = "N",
      description = "Shards at the start, 2 to 8. Default: ${DEFAULT-VALUE}.")
  private int shards = 4;

  @Option(
      names = "--keep-evidence",
      paramLabel = "DIR",
      description =
          "Keep traces, logs, timeline and verdict in this new directory. Default: only when a"
              + " promise was broken, in a temporary one.")
  private @Nullable Path directory;

  @Option(names = "--plan", description = "Print the plan and do nothing.")
  private boolean planOnly;

  @Override
  public Integer call() throws InterruptedException, IOException {
    CommandSpec command = Objects.requireNonNull(spec);
    try {
      Duration length = Duration.ofMillis((long) (minutes * 60_000));
      ChaosScript script = ChaosScript.of(seed, length, shards);
      Setting setting = new Setting(seed, rate, workers, shards, Path.of(""));
      EvidenceDirectory evidence = EvidenceDirectory.of(directory);
      return carryOut(
          script, setting.in(evidence.path()), evidence, command.commandLine().getOut());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  private int carryOut(
      ChaosScript script, Setting setting, EvidenceDirectory evidence, PrintWriter out)
      throws InterruptedException, IOException {
    Story story = new Story(out);
    story.plain(header());
    if (planOnly) {
      story.plain(script.toString());
      evidence.drop();
      return 0;
    }
    EarlyEnd end = EarlyEnd.onCtrlC();
    int exit = 1;
    try (ProvingGround ground = ProvingGround.open(setting)) {
      story.plain("ready in " + ChaosScript.clock(story.elapsed()) + "; Ctrl-C ends early");
      ChaosOutcome outcome = new ChaosRun(ground, script, story, end.latch()).run();
      exit = conclude(outcome, story, evidence);
    } finally {
      end.over(exit);
    }
    return exit;
  }

  private int conclude(ChaosOutcome outcome, Story story, EvidenceDirectory evidence)
      throws IOException {
    story.plain("");
    story.plain(outcome.text());
    story.plain(outcome.isKept() ? "Every promise was kept." : "NOT every promise was kept.");
    story.plain("Again: ./sluice chaos" + options());
    if (outcome.isKept() && directory == null) {
      evidence.drop();
    } else {
      story.plain("Evidence: " + evidence.path());
      evidence.add(story.lines(), outcome.verdict());
    }
    return outcome.isKept() ? 0 : 1;
  }

  private String header() {
    return "chaos" + options();
  }

  private String options() {
    return String.format(
        Locale.ROOT,
        " --minutes %s --seed %d --rate %s --workers %d --shards %d",
        number(minutes),
        seed,
        number(rate),
        workers,
        shards);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
