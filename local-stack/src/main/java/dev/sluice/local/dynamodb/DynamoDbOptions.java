package dev.sluice.local.dynamodb;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// How DynamoDB Local is run.
///
/// @param port 0 takes a free one
/// @param directory where tables are kept; in memory when empty (on disk is 20 times slower)
/// @param sweepPeriod the pause between two searches for expired items
/// @param clock what "expired" is judged by
public record DynamoDbOptions(
    int port, Optional<Path> directory, Duration sweepPeriod, Clock clock) {

  public DynamoDbOptions {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " is not in 0..65535");
    }
    if (!sweepPeriod.isPositive()) {
      throw new IllegalArgumentException("sweep period " + sweepPeriod + " is not above zero");
    }
  }

  /// On a free port, in memory, swept each second by the system's clock.
  public static DynamoDbOptions defaults() {
    return new DynamoDbOptions(0, Optional.empty(), Duration.ofSeconds(1), Clock.systemUTC());
  }

  public DynamoDbOptions withPort(int port) {
    return new DynamoDbOptions(port, directory, sweepPeriod, clock);
  }

  public DynamoDbOptions withDirectory(Path directory) {
    return new DynamoDbOptions(port, Optional.of(directory), sweepPeriod, clock);
  }

  public DynamoDbOptions withSweepPeriod(Duration sweepPeriod) {
    return new DynamoDbOptions(port, directory, sweepPeriod, clock);
  }

  public DynamoDbOptions withClock(Clock clock) {
    return new DynamoDbOptions(port, directory, sweepPeriod, clock);
  }
}
