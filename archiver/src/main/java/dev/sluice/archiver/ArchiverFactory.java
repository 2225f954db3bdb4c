package dev.sluice.archiver;

import dev.sluice.archiver.catalog.ArchiveBucket;
import dev.sluice.archiver.catalog.Manifests;
import dev.sluice.archiver.change.ChangeDecoder;
import dev.sluice.archiver.config.ArchiverNames;
import dev.sluice.archiver.config.SpoolPlace;
import dev.sluice.archiver.spool.SpoolDirectory;
import dev.sluice.aws.AwsCallMetrics;
import dev.sluice.dynamodb.Tables;
import dev.sluice.stream.WorkerSettings;
import dev.sluice.stream.service.KinesisOptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/// Puts the archiver together.
@Factory
final class ArchiverFactory {

  @Singleton
  WorkerSettings settings(ArchiverNames names, KinesisOptions kinesis) {
    return kinesis.settings(names.application(), names.stream());
  }

  @Singleton
  AwsCallMetrics callMetrics(MeterRegistry registry) {
    return new AwsCallMetrics(registry);
  }

  @Singleton
  Tables tables(ArchiverNames names) {
    return new Tables(names.tablePrefix());
  }

  @Singleton
  ChangeDecoder decoder(Tables tables) {
    return new ChangeDecoder(tables.events());
  }

  @Singleton
  @Bean(preDestroy = "close")
  SpoolDirectory spools(SpoolPlace place, Clock clock) {
    return SpoolDirectory.open(place.path(), place.options(), clock);
  }

  @Singleton
  Manifests manifests(ArchiveBucket bucket) {
    return new Manifests(bucket);
  }
}
