package dev.sluice.archiver.verify;

import dev.sluice.dynamodb.ArchiveWatermark;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How far the archiver is, of how far it is on each shard. Pure.
public final class Watermarks {
  private Watermarks() {}

  /// @param created when the stream was made; watermarks of an earlier one say nothing
  /// @param shards of the stream, closed ones included; to be read after the watermarks
  /// @return the lowest of the shards that have not ended; the far future when all have; empty when
  ///   one has no watermark
  public static Optional<Instant> lowest(
      Collection<ArchiveWatermark> watermarks, Instant created, Collection<String> shards) {
    Map<String, ArchiveWatermark> byShard =
        watermarks.stream()
            .filter(mark -> mark.streamCreated().toEpochMilli() == created.toEpochMilli())
            .collect(Collectors.toMap(ArchiveWatermark::shardId, Function.identity()));
    Instant lowest = Instant.MAX;
    for (String shard : shards) {
      @Nullable ArchiveWatermark mark = byShard.get(shard);
      if (mark == null) {
        return Optional.empty();
      }
      if (!mark.ended() && mark.watermark().isBefore(lowest)) {
        lowest = mark.watermark();
      }
    }
    return Optional.of(lowest);
  }
}
