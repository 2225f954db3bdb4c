package dev.sluice.consumer.alert;

import dev.sluice.alert.Alert;
import dev.sluice.alert.Rules;
import dev.sluice.feed.FeedAlert;
import dev.sluice.model.Position;
import dev.sluice.stream.HashKeys;
import dev.sluice.stream.Requests;
import dev.sluice.stream.SequenceNumber;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardProcessor;
import dev.sluice.stream.ShardRef;
import dev.sluice.stream.ShardReleased;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rules that time alone can break, for one shard.
///
/// Judged by the holder of the shard that has the key of the device, or of the rule, and only by a
/// read that found the shard empty: then everything put before that read has been processed, and
/// what did not come was not sent. So an outage of ours raises nobody.
public final class TimedRules {
  private static final int MAX_LINE = 999_999;

  private final List<SilenceWatch> silences;
  private final List<ShareWatch> shares;
  private final AlertEvaluation evaluation;

  /// @param evaluation of the same shard
  public TimedRules(
      Rules rules, TimedStores stores, Requests requests, AlertEvaluation evaluation) {
    this.silences =
        rules.silences().stream().map(rule -> new SilenceWatch(rule, stores, requests)).toList();
    this.shares =
        rules.rejectedShares().stream().map(rule -> new ShareWatch(rule, stores)).toList();
    this.evaluation = evaluation;
  }

  public boolean isEmpty() {
    return silences.isEmpty() && shares.isEmpty();
  }

  /// Judges as of a read that brought nothing because there was nothing. Mostly over at once: there
  /// is something to do once a minute.
  ///
  /// @param readAt when the answer to the read was there
  /// @param done the last record that was processed under this lease, if any
  /// @return the alerts for those who watch, which are stored
  public List<FeedAlert> look(Instant readAt, Optional<SequenceNumber> done, ShardControl control)
      throws ShardReleased, InterruptedException {
    // the read saw what was there when it began
    Instant asOf = readAt.minus(ShardProcessor.LONGEST_READ);
    Optional<HashKeys> keys = control.hashKeys();
    List<Alert> alerts = new ArrayList<>();
    if (keys.isPresent()) {
      for (SilenceWatch watch : silences) {
        alerts.addAll(watch.look(asOf, keys.get(), control));
      }
      for (ShareWatch watch : shares) {
        alerts.addAll(watch.look(asOf, keys.get(), control));
      }
    }
    Optional<SequenceNumber> last = done.or(control::openedAfter);
    List<FeedAlert> toTell = new ArrayList<>();
    for (Alert alert : alerts) {
      if (alert.deviceId() != null) {
        evaluation.fellSilent(alert.deviceId());
      }
      toTell.add(new FeedAlert(alert, position(control.shard(), last, readAt)));
    }
    return toTell;
  }

  /// Behind all that was processed, and before all that comes.
  private static String position(ShardRef shard, Optional<SequenceNumber> last, Instant time) {
    SequenceNumber at = last.orElse(new SequenceNumber(BigInteger.ZERO, 0));
    String after =
        new Position(shard.streamCreated(), shard.shardId(), at.number(), at.subNumber(), MAX_LINE)
            .text();
    return "%s/~%015d".formatted(after, time.toEpochMilli());
  }

  /// `<creation epoch millis of the stream>/<shard id>`
  static String name(ShardRef shard) {
    return shard.streamCreated().toEpochMilli() + "/" + shard.shardId();
  }
}
