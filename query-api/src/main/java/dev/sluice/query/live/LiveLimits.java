package dev.sluice.query.live;

import java.time.Duration;

/// What one replica takes upon itself.
///
/// @param subscriptions of one connection, at most
/// @param queuedMessages for one connection that takes them slowly, at most
/// @param queuedBytes the same in bytes
/// @param allQueuedBytes of all connections together
/// @param connections at most
/// @param connectionsOfPrincipal of one principal, at most
/// @param idle after how long without any sign of life a connection is ended
public record LiveLimits(
    int subscriptions,
    int queuedMessages,
    long queuedBytes,
    long allQueuedBytes,
    int connections,
    int connectionsOfPrincipal,
    Duration idle) {
  public static final LiveLimits DEFAULT =
      new LiveLimits(100, 10_000, 4 << 20, 64 << 20, 5_000, 2_500, Duration.ofSeconds(60));
}
