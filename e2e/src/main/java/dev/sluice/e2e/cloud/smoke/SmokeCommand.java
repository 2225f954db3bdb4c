package dev.sluice.e2e.cloud.smoke;

import dev.sluice.deadletter.LetterKeys;
import dev.sluice.e2e.aws.Resources;
import dev.sluice.e2e.cloud.Environment;
import dev.sluice.e2e.deadletters.s3.LetterBucket;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.simulator.command.Converters;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `smoke`: whether an environment does what it is for.
@Command(
    name = "smoke",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sends three events over HTTP and follows them to the query API, one of them to the dead letters"
          + " and, with --archived, all that was stored to S3.",
      "",
      "An environment is asked at its hosts, with SLUICE_TOKEN or SLUICE_API_KEY (scopes"
          + " telemetry:read and telemetry:write). Dead letters are read by the AWS SDK's own settings:"
          + " s3:ListBucket and s3:GetObject on rejected/*.",
      "",
      "Three events and a dead letter stay behind, of a device smoke-… of their own."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all came true",
      "1:something did not in time, or AWS refuses; it says what",
      "2:options that will not do"
    },
    footer = {
      "",
      "Examples: what `./sluice up` runs here; an environment, for two minutes at most",
      "  smoke --env local",
      "  smoke --env dev --deadline 2m"
    })
public final class SmokeCommand implements Callable<Integer> {
  private static final String LOCAL = "local";

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--env",
      required = true,
      paramLabel = "ENV",
      description = "local for what `./sluice up` runs here, or one of k8s/overlays.")
  private String environment = LOCAL;

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      description = "With local: as given to `./sluice up`. Default: ${DEFAULT-VALUE}.")
  private int portOffset;

  @Option(
      names = "--bucket",
      paramLabel = "NAME",
      description =
          "The bucket with the dead letters. Default: as terraform.env of the overlay has it.")
  private @Nullable String bucket;

  @Option(
      names = "--deadline",
      paramLabel = "DURATION",
      description = "For everything together: 90s, 5m. Default: 2m.",
      converter = Converters.OfDuration.class)
  private Duration deadline = Duration.ofMinutes(2);

  @Option(
      names = "--archived",
      description =
          "Also waits until the events have expired and are in the archive: where they are kept for"
              + " seconds or minutes only.")
  private boolean archived;

  @Override
  public Integer call() throws InterruptedException {
    CommandSpec command = Objects.requireNonNull(spec);
    try {
      if (environment.equals(LOCAL)) {
        return run(here(), Objects.requireNonNullElse(bucket, Resources.BUCKET), command);
      }
      Environment chosen = new Environment(environment, Environment.repository());
      String letters = bucket == null ? chosen.value("SLUICE_CONSUMER_BUCKET") : bucket;
      Optional.ofNullable(chosen.values().get("AWS_REGION"))
          .ifPresent(region -> System.setProperty("aws.region", region));
      return run(hosts(chosen), letters, command);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  private int run(SmokeTarget target, String letterBucket, CommandSpec command)
      throws InterruptedException {
    Clock clock = Clock.systemUTC();
    PrintWriter out = command.commandLine().getOut();
    try (LetterBucket letters = LetterBucket.open(letterBucket, LetterKeys.EVENTS, clock);
        Smoke smoke = new Smoke(target, letters.letters(), clock, out, deadline)) {
      return smoke.run(archived) ? 0 : 1;
    } catch (RuntimeException e) {
      PrintWriter err = command.commandLine().getErr();
      err.println(LetterBucket.explain(e, letterBucket).orElseThrow(() -> e));
      return 1;
    }
  }

  private SmokeTarget here() {
    LocalStackOptions.fixed()
        .withPortOffset(portOffset)
        .sdkProperties()
        .forEach(System::setProperty);
    return new SmokeTarget(
        URI.create("http://127.0.0.1:" + (8083 + portOffset)),
        URI.create("http://127.0.0.1:" + (8080 + portOffset)),
        Map.of());
  }

  private static SmokeTarget hosts(Environment environment) {
    return new SmokeTarget(
        URI.create("https://" + environment.value("INGEST_HOST")),
        URI.create("https://" + environment.value("QUERY_HOST")),
        SmokeTarget.credentials(System.getenv()));
  }
}
