package dev.sluice.local.kinesis;

import java.time.Clock;
import java.time.Duration;

/// How a [LocalKinesis] behaves.
///
/// @param port on 127.0.0.1; 0 takes any free one
/// @param region appears in ARNs, as does `accountId`
/// @param maxBufferedBytes memory for the records of all streams; beyond it the oldest ones go
/// @param enforceShardLimits whether a shard refuses more than 1 MiB or 1,000 records written, 2
///   MiB or 5 calls read per second
/// @param iteratorLife how long a shard iterator can be used; 5 minutes at AWS
/// @param subscriptionLife how long a `SubscribeToShard` lasts; 5 minutes at AWS
public record KinesisOptions(
    int port,
    String region,
    String accountId,
    long maxBufferedBytes,
    boolean enforceShardLimits,
    Duration iteratorLife,
    Duration subscriptionLife,
    Clock clock) {

  public KinesisOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " is not in 0..65535");
    }
    if (!accountId.matches("\\d{12}")) {
      throw new IllegalArgumentException("accountId '" + accountId + "' is not 12 digits");
    }
    if (maxBufferedBytes < 1) {
      throw new IllegalArgumentException(
          "maxBufferedBytes " + maxBufferedBytes + " is not at least 1");
    }
    requirePositive("iteratorLife", iteratorLife);
    requirePositive("subscriptionLife", subscriptionLife);
  }

  /// Any free port, us-east-1, account 000000000000, 128 MiB, no limits, AWS's lives, system clock.
  public static KinesisOptions defaults() {
    return new KinesisOptions(
        0,
        "us-east-1",
        "000000000000",
        128L << 20,
        false,
        Duration.ofMinutes(5),
        Duration.ofMinutes(5),
        Clock.systemUTC());
  }

  public KinesisOptions withPort(int changed) {
    return new KinesisOptions(
        changed,
        region,
        accountId,
        maxBufferedBytes,
        enforceShardLimits,
        iteratorLife,
        subscriptionLife,
        clock);
  }

  public KinesisOptions withRegion(String changed) {
    return new KinesisOptions(
        port,
        changed,
        accountId,
        maxBufferedBytes,
        enforceShardLimits,
        iteratorLife,
        subscriptionLife,
        clock);
  }

  public KinesisOptions withAccountId(String changed) {
    return new KinesisOptions(
        port,
        region,
        changed,
        maxBufferedBytes,
        enforceShardLimits,
        iteratorLife,
        subscriptionLife,
        clock);
  }

  public KinesisOptions withMaxBufferedBytes(long changed) {
    return new KinesisOptions(
        port,
        region,
        accountId,
        changed,
        enforceShardLimits,
        iteratorLife,
        subscriptionLife,
        clock);
  }

  public KinesisOptions withEnforceShardLimits(boolean changed) {
    return new KinesisOptions(
        port, region, accountId, maxBufferedBytes, changed, iteratorLife, subscriptionLife, clock);
  }

  public KinesisOptions withIteratorLife(Duration changed) {
    return new KinesisOptions(
        port,
        region,
        accountId,
        maxBufferedBytes,
        enforceShardLimits,
        changed,
        subscriptionLife,
        clock);
  }

  public KinesisOptions withSubscriptionLife(Duration changed) {
    return new KinesisOptions(
        port,
        region,
        accountId,
        maxBufferedBytes,
        enforceShardLimits,
        iteratorLife,
        changed,
        clock);
  }

  public KinesisOptions withClock(Clock changed) {
    return new KinesisOptions(
        port,
        region,
        accountId,
        maxBufferedBytes,
        enforceShardLimits,
        iteratorLife,
        subscriptionLife,
        changed);
  }

  private static void requirePositive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(name + " " + value + " is not above zero");
    }
  }
}
