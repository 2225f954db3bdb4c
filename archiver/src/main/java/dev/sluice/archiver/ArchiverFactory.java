package dev.sluice.archiver;

import dev.sluice.archive.catalog.ArchiveBucket;
import dev.sluice.archive.parquet.FileLayout;
import dev.sluice.archiver.change.ChangeDecoder;
import dev.sluice.archiver.commit.ArchiveMeters;
import dev.sluice.archiver.commit.ChangeLetters;
import dev.sluice.archiver.commit.EpochCommit;
import dev.sluice.archiver.commit.EpochCommit.ArchiveStores;
import dev.sluice.archiver.commit.EpochProcessor;
import dev.sluice.archiver.commit.EpochProcessor.Setup;
import dev.sluice.archiver.commit.Erasures;
import dev.sluice.archiver.commit.Watermarks;
import dev.sluice.archiver.config.ArchiverNames;
import dev.sluice.archiver.config.EpochOptions;
import dev.sluice.archiver.config.SpoolPlace;
import dev.sluice.archiver.spool.SpoolDirectory;
import dev.sluice.aws.AwsCallMetrics;
import dev.sluice.dynamodb.Tables;
import dev.sluice.stream.CommittingProcessorFactory;
import dev.sluice.stream.PatientCaller;
import dev.sluice.stream.Requests;
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
  @Bean(preDestroy = "close")
  SpoolDirectory spools(SpoolPlace place, Clock clock) {
    return SpoolDirectory.open(place.path(), place.options(), clock);
  }

  @Singleton
  ArchiveStores stores(
      ArchiveBucket bucket, ChangeLetters letters, Erasures erasures, Watermarks watermarks) {
    return new ArchiveStores(bucket, letters, erasures, watermarks);
  }

  @Singleton
  ArchiveMeters meters(MeterRegistry registry, Clock clock, EpochOptions epochs) {
    return new ArchiveMeters(registry, clock, epochs.overdueAfter());
  }

  @Singleton
  EpochCommit commit(
      ArchiveStores stores, PatientCaller caller, Requests requests, ArchiveMeters meters) {
    return new EpochCommit(stores, FileLayout.DEFAULT, caller, requests, meters);
  }

  @Singleton
  CommittingProcessorFactory processors(
      Tables tables, SpoolDirectory spools, EpochOptions epochs, EpochCommit commit, Clock clock) {
    Setup setup =
        new Setup(new ChangeDecoder(tables.events()), spools, epochs.rule(), commit, clock);
    return (shard, control, prepared) -> new EpochProcessor(setup, control, prepared);
  }
}
