package dev.sluice.local;

import dev.sluice.local.changes.Delivery;
import dev.sluice.local.faults.Service;
import dev.sluice.local.http.LoopbackServer;
import dev.sluice.local.kinesis.KinesisOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What to run, and where.
///
/// @param services the servers to start
/// @param portOffset added to each fixed port; empty takes free ports
/// @param dataDirectory where tables and objects outlive the stack; in memory and in a temporary
///   directory when empty
/// @param sweepPeriod the pause between two searches for items past their time to live
/// @param clock what "expired" is judged by
/// @param forwarded tables whose changes go to a Kinesis stream: table name to stream name
/// @param delivery whether forwarded changes come exactly once and in order
public record LocalStackOptions(
    Set<Service> services,
    OptionalInt portOffset,
    Optional<Path> dataDirectory,
    KinesisOptions kinesis,
    Duration sweepPeriod,
    Clock clock,
    Map<String, String> forwarded,
    Delivery delivery) {

  public LocalStackOptions {
    services = Set.copyOf(services);
    forwarded = Map.copyOf(forwarded);
    if (services.isEmpty()) {
      throw new IllegalArgumentException(
          "no service chosen; choose some of " + Set.of(Service.values()));
    }
    if (!forwarded.isEmpty() && !services.containsAll(Set.of(Service.DYNAMODB, Service.KINESIS))) {
      throw new IllegalArgumentException(
          "changes of " + forwarded.keySet() + " need DYNAMODB and KINESIS, not only " + services);
    }
    portOffset.ifPresent(offset -> {
      if (offset < 0 || offset > 50_000) {
        throw new IllegalArgumentException("port offset " + offset + " is not in 0..50000");
      }
    });
  }

  /// All servers on their fixed ports, in memory.
  public static LocalStackOptions fixed() {
    return new LocalStackOptions(
        Set.of(Service.values()),
        OptionalInt.of(0),
        Optional.empty(),
        KinesisOptions.defaults(),
        Duration.ofSeconds(1),
        Clock.systemUTC(),
        Map.of(),
        Delivery.exact());
  }

  /// All servers on free ports, in memory: for tests.
  public static LocalStackOptions ephemeral() {
    return new LocalStackOptions(
        Set.of(Service.values()),
        OptionalInt.empty(),
        Optional.empty(),
        KinesisOptions.defaults(),
        Duration.ofSeconds(1),
        Clock.systemUTC(),
        Map.of(),
        Delivery.exact());
  }

  public LocalStackOptions withServices(Set<Service> services) {
    return new LocalStackOptions(
        services, portOffset, dataDirectory, kinesis, sweepPeriod, clock, forwarded, delivery);
  }

  public LocalStackOptions withPortOffset(int offset) {
    return new LocalStackOptions(
        services,
        OptionalInt.of(offset),
        dataDirectory,
        kinesis,
        sweepPeriod,
        clock,
        forwarded,
        delivery);
  }

  public LocalStackOptions withDataDirectory(Path directory) {
    return new LocalStackOptions(
        services,
        portOffset,
        Optional.of(directory),
        kinesis,
        sweepPeriod,
        clock,
        forwarded,
        delivery);
  }

  public LocalStackOptions withKinesis(KinesisOptions kinesis) {
    return new LocalStackOptions(
        services, portOffset, dataDirectory, kinesis, sweepPeriod, clock, forwarded, delivery);
  }

  public LocalStackOptions withSweepPeriod(Duration period) {
    return new LocalStackOptions(
        services, portOffset, dataDirectory, kinesis, period, clock, forwarded, delivery);
  }

  public LocalStackOptions withClock(Clock clock) {
    return new LocalStackOptions(
        services, portOffset, dataDirectory, kinesis, sweepPeriod, clock, forwarded, delivery);
  }

  public LocalStackOptions withForwarded(Map<String, String> tablesToStreams) {
    return new LocalStackOptions(
        services,
        portOffset,
        dataDirectory,
        kinesis,
        sweepPeriod,
        clock,
        tablesToStreams,
        delivery);
  }

  public LocalStackOptions withDelivery(Delivery delivery) {
    return new LocalStackOptions(
        services, portOffset, dataDirectory, kinesis, sweepPeriod, clock, forwarded, delivery);
  }

  /// The AWS SDK's system properties that point a JVM at such a stack in another process.
  ///
  /// @throws IllegalStateException where ports are free ones, which only the stack itself knows
  public Map<String, String> sdkProperties() {
    if (portOffset.isEmpty()) {
      throw new IllegalStateException("free ports are not known beforehand; ask the stack");
    }
    Map<Service, URI> endpoints = new EnumMap<>(Service.class);
    services.forEach(service ->
        endpoints.put(service, URI.create("http://" + LoopbackServer.HOST + ":" + port(service))));
    return Endpoints.sdkProperties(endpoints);
  }

  /// The port a service listens on; 0 for a free one.
  int port(Service service) {
    return portOffset.isEmpty() ? 0 : fixedPort(service) + portOffset.getAsInt();
  }

  private static int fixedPort(Service service) {
    return switch (service) {
      case KINESIS -> 4567;
      case DYNAMODB -> 8000;
      case S3 -> 9000;
      case SQS -> 9324;
      case CLOUDWATCH -> 4582;
    };
  }
}
