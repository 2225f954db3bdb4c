package dev.sluice.query.http;

import com.github.benmanes.caffeine.cache.Weigher;
import dev.sluice.query.CacheConfig;
import io.micronaut.cache.CacheConfiguration;
import io.micronaut.context.annotation.Factory;
import io.micronaut.runtime.ApplicationConfiguration;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;

/// Settles the cache of latest states, bounded in bytes. Micronaut makes and measures it.
@Factory
final class DeviceStateCache {
  static final String NAME = "device-states";

  @Singleton
  @Named(NAME)
  Weigher<Object, Object> weigher() {
    return (deviceId, state) -> state instanceof LatestState latest ? latest.weight() : 1;
  }

  @Singleton
  @Named(NAME)
  CacheConfiguration settings(CacheConfig config, ApplicationConfiguration application) {
    CacheConfiguration settings = new CacheConfiguration(NAME, application);
    settings.setMaximumWeight(config.maxBytes());
    // how old an answer is, the reader judges; this only frees what nobody asks for any more
    settings.setExpireAfterWrite(config.maxAge().plus(Duration.ofMinutes(1)));
    settings.setRecordStats(true);
    return settings;
  }
}
