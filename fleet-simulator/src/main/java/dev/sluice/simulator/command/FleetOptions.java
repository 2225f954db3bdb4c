package dev.sluice.simulator.command;

import dev.sluice.simulator.DeviceClock;
import dev.sluice.simulator.EnvelopeMix;
import dev.sluice.simulator.EventShape;
import dev.sluice.simulator.EventType;
import dev.sluice.simulator.FleetSettings;
import dev.sluice.simulator.Shares;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import picocli.CommandLine.Option;

/// The options that make a fleet.
final class FleetOptions {
  private static final long SEEDS = 1L << 48;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Same seed and options, same ids and payloads. Times are those of the run, so that a"
              + " second run against the same tables is id collisions. Default: a new one, printed.")
  private long seed = new SplittableRandom().nextLong(SEEDS);

  @Option(
      names = "--devices",
      paramLabel = "N",
      description = "Devices in the fleet. Default: ${DEFAULT-VALUE}.")
  private int devices = 100;

  @Option(
      names = "--duplicates",
      paramLabel = "SHARE",
      description = "Share of sends, 0 to 1, that repeat an event. Default: ${DEFAULT-VALUE}.")
  private double duplicates;

  @Option(
      names = "--collisions",
      paramLabel = "SHARE",
      description =
          "Share of sends that use an event's id for another content. Default: ${DEFAULT-VALUE}.")
  private double collisions;

  @Option(
      names = "--malformed",
      paramLabel = "SHARE",
      description = "Share of sends that are no event. Default: ${DEFAULT-VALUE}.")
  private double malformed;

  @Option(
      names = "--late",
      paramLabel = "SHARE",
      description = "Share of sends outside the accepted times. Default: ${DEFAULT-VALUE}.")
  private double late;

  @Option(
      names = "--size",
      paramLabel = "BYTES",
      description = "About how large an event is. Default: ${DEFAULT-VALUE}.")
  private int size = 500;

  @Option(
      names = "--envelopes",
      split = ",",
      arity = "1",
      paramLabel = "WEIGHT",
      description =
          "Weights of adapter events, named events and CloudEvents. Default: 1,1,1. Adapter events"
              + " only: 1,0,0.")
  private List<Integer> envelopes = List.of(1, 1, 1);

  @Option(
      names = "--types",
      split = ",",
      paramLabel = "TYPE",
      description = "Event types: ${COMPLETION-CANDIDATES}. Default: all.")
  private List<EventType> types = List.of(EventType.values());

  @Option(
      names = "--disorder",
      paramLabel = "DURATION",
      converter = Converters.OfDuration.class,
      description =
          "How far event times may lie before their send, as in 5s. Default: 0s, each device in"
              + " order.")
  private Duration disorder = Duration.ZERO;

  @Option(
      names = "--accepted-past",
      paramLabel = "DURATION",
      converter = Converters.OfDuration.class,
      description = "What Sluice accepts; late events lie beyond. Default: 30d.")
  private Duration acceptedPast = Duration.ofDays(30);

  @Option(
      names = "--accepted-future",
      paramLabel = "DURATION",
      converter = Converters.OfDuration.class,
      description = "What Sluice accepts; late events lie beyond. Default: 10m.")
  private Duration acceptedFuture = Duration.ofMinutes(10);

  /// @throws IllegalArgumentException naming the value that will not do
  FleetSettings settings() {
    if (envelopes.size() != 3) {
      throw new IllegalArgumentException(
          "--envelopes " + envelopes + " is not three weights; 1,1,1 is accepted");
    }
    return new FleetSettings(
        seed,
        devices,
        new EventShape(
            size, new EnvelopeMix(envelopes.get(0), envelopes.get(1), envelopes.get(2)), types),
        new Shares(duplicates, collisions, malformed, late),
        new DeviceClock(disorder, acceptedPast, acceptedFuture));
  }
}
