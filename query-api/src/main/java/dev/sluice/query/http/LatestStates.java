package dev.sluice.query.http;

import dev.sluice.query.CacheConfig;
import dev.sluice.query.ReadBound;
import dev.sluice.query.ReadThreads;
import dev.sluice.query.read.DeviceRepository;
import io.micronaut.cache.caffeine.DefaultSyncCache;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/// The latest states of devices, each kept for as long as it may be old. However many ask at once
/// for a device that is not kept, the store is asked once.
///
/// Never blocks: what asks the store ends with [dev.sluice.query.read.StoreUnavailableException] or
/// [dev.sluice.query.TooManyReadsException] in its future.
@Singleton
final class LatestStates {
  private final DeviceRepository devices;
  private final DefaultSyncCache cache;
  private final CacheConfig config;
  private final Clock clock;
  private final ReadBound bound;
  private final ExecutorService reads;
  private final Map<String, CompletableFuture<Optional<LatestState>>> underWay =
      new ConcurrentHashMap<>();

  LatestStates(
      DeviceRepository devices,
      @Named(DeviceStateCache.NAME) DefaultSyncCache cache,
      CacheConfig config,
      Clock clock,
      ReadBound bound,
      @Named(ReadThreads.NAME) ExecutorService reads) {
    this.devices = devices;
    this.cache = cache;
    this.config = config;
    this.clock = clock;
    this.bound = bound;
    this.reads = reads;
  }

  /// What is kept of a device, unless it is too old.
  @Nullable LatestState kept(String deviceId) {
    Object kept = cache.getNativeCache().asMap().get(deviceId);
    return kept instanceof LatestState state && isFresh(state) ? state : null;
  }

  private boolean isFresh(LatestState state) {
    long age = state.ageMillis(clock.millis());
    return age >= 0 && age < config.maxAge().toMillis();
  }

  /// Asks the store, together with whoever else asks for the device now, and keeps the answer.
  CompletableFuture<Optional<LatestState>> load(String deviceId) {
    CompletableFuture<Optional<LatestState>> ours = new CompletableFuture<>();
    CompletableFuture<Optional<LatestState>> theirs = underWay.putIfAbsent(deviceId, ours);
    if (theirs != null) {
      return theirs;
    }
    LatestState kept = kept(deviceId);
    if (kept == null) {
      complete(ours, deviceId);
    } else { // others asked, and were answered, since the caller looked
      underWay.remove(deviceId, ours);
      ours.complete(Optional.of(kept));
    }
    return ours;
  }

  private void complete(CompletableFuture<Optional<LatestState>> load, String deviceId) {
    try {
      bound.requireRoom();
      reads.execute(() -> {
        try {
          Optional<LatestState> state = read(deviceId, false);
          if (!config.maxAge().isZero()) {
            state.ifPresent(found -> cache.put(deviceId, found));
          }
          underWay.remove(deviceId, load);
          load.complete(state);
        } catch (Throwable e) {
          fail(load, deviceId, e);
        }
      });
    } catch (RuntimeException e) {
      fail(load, deviceId, e);
    }
  }

  private void fail(CompletableFuture<?> load, String deviceId, Throwable cause) {
    underWay.remove(deviceId, load);
    load.completeExceptionally(cause);
  }

  /// Asks the store for this one question only, and keeps nothing.
  CompletableFuture<Optional<LatestState>> ask(String deviceId, boolean consistent) {
    try {
      bound.requireRoom();
      return CompletableFuture.supplyAsync(() -> read(deviceId, consistent), reads);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Optional<LatestState> read(String deviceId, boolean consistent) {
    long before = clock.millis();
    return devices
        .findById(deviceId, consistent)
        .map(device -> LatestState.of(DeviceView.of(device), before));
  }
}
