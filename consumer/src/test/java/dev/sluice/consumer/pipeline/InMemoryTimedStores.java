package dev.sluice.consumer.pipeline;

import dev.sluice.alert.Alert;
import dev.sluice.consumer.alert.TimedStores;
import dev.sluice.dynamodb.DeviceSummary;
import dev.sluice.dynamodb.QualityMinute;
import dev.sluice.dynamodb.RuleProgress;
import dev.sluice.dynamodb.Silence;
import dev.sluice.quality.QualityCounts;
import dev.sluice.stream.ShardControl;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Timed rules over the other stores in memory, two devices a page.
final class InMemoryTimedStores implements TimedStores {
  private static final int PAGE = 2;

  private final InMemoryDeviceStates devices;
  private final InMemoryAlertStates states;
  private final InMemoryAlerts alerts;
  private final InMemoryCounters<QualityMinute> counters;
  private final Map<String, RuleProgress> progress = new ConcurrentHashMap<>();
  private Instant countedUntil = Instant.MAX;

  InMemoryTimedStores(
      InMemoryDeviceStates devices,
      InMemoryAlertStates states,
      InMemoryAlerts alerts,
      InMemoryCounters<QualityMinute> counters) {
    this.devices = devices;
    this.states = states;
    this.alerts = alerts;
    this.counters = counters;
  }

  @Override
  public Page lastSeen(
      String bucket, Instant after, Instant to, @Nullable String cursor, ShardControl control) {
    List<DeviceSummary> all =
        devices.summaries().values().stream()
            .filter(device -> DeviceSummary.bucketOf(device.deviceId()).equals(bucket))
            .filter(device -> device.lastSeen().isAfter(after) && !device.lastSeen().isAfter(to))
            .sorted(Comparator.comparing(InMemoryTimedStores::cursor))
            .filter(device -> cursor == null || cursor(device).compareTo(cursor) > 0)
            .toList();
    List<DeviceSummary> page = all.subList(0, Math.min(PAGE, all.size()));
    return new Page(page, page.size() < all.size() ? cursor(page.getLast()) : null);
  }

  private static String cursor(DeviceSummary device) {
    return device.lastSeen() + " " + device.deviceId();
  }

  @Override
  public synchronized Raised raise(Silence silence, Alert alert, ShardControl control) {
    DeviceSummary summary = devices.summaries().get(silence.deviceId());
    if (summary == null || !summary.lastSeen().equals(silence.lastSeen())) {
      return Raised.NOT;
    }
    String key = silence.deviceId() + " " + silence.rule();
    Silence known = states.silences().get(key);
    if (known != null && !known.lastSeen().isBefore(silence.lastSeen())) {
      return Raised.BEFORE;
    }
    states.silences().put(key, silence);
    alerts.kept().put(alert.alertKey(), alert);
    return Raised.NOW;
  }

  @Override
  public @Nullable RuleProgress progress(String subject, String rule, ShardControl control) {
    return progress.get(subject + " " + rule);
  }

  @Override
  public synchronized boolean advance(
      @Nullable RuleProgress before,
      RuleProgress after,
      @Nullable Alert alert,
      ShardControl control) {
    String key = after.subject() + " " + after.rule();
    RuleProgress current = progress.get(key);
    Instant found = current == null ? null : current.until();
    if (!Objects.equals(found, before == null ? null : before.until())) {
      return false;
    }
    progress.put(key, after);
    if (alert != null) {
      alerts.kept().put(alert.alertKey(), alert);
    }
    return true;
  }

  @Override
  public QualityCounts counts(String eventType, Instant from, Instant to, ShardControl control) {
    QualityCounts sum = QualityCounts.NONE;
    for (QualityMinute minute : counters.kept().values()) {
      if (!minute.minute().isBefore(from) && minute.minute().isBefore(to)) {
        sum = sum.plus(minute.types().getOrDefault(eventType, QualityCounts.NONE));
      }
    }
    return sum;
  }

  @Override
  public Instant countedUntil(ShardControl control) {
    return countedUntil;
  }

  void countedUntil(Instant until) {
    countedUntil = until;
  }
}
