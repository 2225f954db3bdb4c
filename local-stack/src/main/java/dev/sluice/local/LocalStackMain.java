package dev.sluice.local;

import dev.sluice.local.faults.Service;
import dev.sluice.local.http.PortTakenException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Runs the local stack, or some of its servers, until Ctrl-C.
@Command(
    name = "local-stack",
    mixinStandardHelpOptions = true,
    description = "Runs Kinesis, DynamoDB, S3, SQS and CloudWatch on 127.0.0.1 until Ctrl-C.")
public final class LocalStackMain implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "SERVICE",
      description = "Start only these: kinesis, dynamodb, s3, sqs, cloudwatch.")
  private List<String> only = List.of();

  @Option(names = "--port-offset", paramLabel = "N", description = "Added to every port.")
  private int portOffset;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Keep tables and objects here; else they go with the process.")
  private @Nullable Path dataDirectory;

  @Option(
      names = "--ttl-sweep",
      paramLabel = "DURATION",
      defaultValue = "PT1S",
      description = "Pause between two searches for expired items (${DEFAULT-VALUE}).")
  private Duration sweepPeriod = Duration.ofSeconds(1);

  @Option(
      names = "--forward",
      paramLabel = "TABLE=STREAM",
      description = "Put the changes of a table on a Kinesis stream.")
  private Map<String, String> forwarded = Map.of();

  public static void main(String[] args) {
    int status = new CommandLine(new LocalStackMain()).execute(args);
    System.exit(status);
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = commandLine().getOut();
    CountDownLatch stopped = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  stopped.countDown();
                  awaitQuietly(closed);
                }));
    try (LocalStack stack = LocalStack.start(options())) {
      stack.environment().forEach((name, value) -> out.println("export " + name + "=" + value));
      out.flush();
      stopped.await();
      return CommandLine.ExitCode.OK;
    } catch (PortTakenException e) {
      commandLine().getErr().println(e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    } finally {
      closed.countDown();
    }
  }

  /// The JVM ends when its shutdown hooks do, so the hook waits until all servers are closed.
  private static void awaitQuietly(CountDownLatch closed) {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private LocalStackOptions options() {
    LocalStackOptions options =
        LocalStackOptions.fixed()
            .withServices(services())
            .withPortOffset(portOffset)
            .withSweepPeriod(sweepPeriod)
            .withForwarded(forwarded);
    return dataDirectory == null ? options : options.withDataDirectory(dataDirectory);
  }

  private Set<Service> services() {
    return only.isEmpty()
        ? Set.of(Service.values())
        : only.stream().map(this::service).collect(Collectors.toSet());
  }

  private Service service(String name) {
    try {
      return Service.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(
          commandLine(),
          "--only "
              + name
              + ": not one of "
              + List.of(Service.values()).toString().toLowerCase(Locale.ROOT),
          e);
    }
  }

  private CommandLine commandLine() {
    if (spec == null) {
      throw new IllegalStateException("run through CommandLine");
    }
    return spec.commandLine();
  }
}
