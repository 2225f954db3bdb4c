package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.stream.ErrorType;
import dev.sluice.local.kinesis.stream.Shard;
import dev.sluice.local.kinesis.stream.Stream;
import dev.sluice.local.kinesis.wire.Parameters;
import java.time.Instant;
import java.util.function.Predicate;

/// Which shards `ListShards` is asked for.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ShardFilter.html>
///
/// @param argument the shard id or the instant in epoch milliseconds; empty for the others
record ShardFilter(String type, String argument) {

  static final ShardFilter NONE = new ShardFilter("FROM_TRIM_HORIZON", "");

  static ShardFilter in(Parameters filter) {
    String type = filter.requiredString("Type");
    return switch (type) {
      case "AFTER_SHARD_ID" -> new ShardFilter(type, filter.requiredString("ShardId"));
      case "AT_TIMESTAMP", "FROM_TIMESTAMP" ->
          new ShardFilter(
              type,
              filter
                  .instant("Timestamp")
                  .map(Instant::toEpochMilli)
                  .map(String::valueOf)
                  .orElseThrow(() -> Parameters.missing("shardFilter.timestamp")));
      case "AT_TRIM_HORIZON", "FROM_TRIM_HORIZON", "AT_LATEST" -> new ShardFilter(type, "");
      default ->
          throw ErrorType.VALIDATION.because(
              "ShardFilter type '%s' is none of AFTER_SHARD_ID, AT_TRIM_HORIZON, FROM_TRIM_HORIZON, AT_LATEST, AT_TIMESTAMP, FROM_TIMESTAMP"
                  .formatted(type));
    };
  }

  Predicate<Shard> in(Stream stream) {
    return switch (type) {
      case "AFTER_SHARD_ID" -> shard -> shard.id().compareTo(argument) > 0;
      case "AT_TRIM_HORIZON" -> openAt(stream.trimHorizonMillis());
      case "AT_LATEST" -> Shard::isOpen;
      case "AT_TIMESTAMP" -> openAt(notBeforeTrimHorizon(stream));
      case "FROM_TIMESTAMP" -> {
        long from = notBeforeTrimHorizon(stream);
        yield shard -> !shard.wasClosedBy(from);
      }
      default -> shard -> true;
    };
  }

  private static Predicate<Shard> openAt(long epochMillis) {
    return shard -> shard.wasOpenAt(epochMillis);
  }

  private long notBeforeTrimHorizon(Stream stream) {
    return Math.max(Long.parseLong(argument), stream.trimHorizonMillis());
  }
}
