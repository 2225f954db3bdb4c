package dev.sluice.query.s3;

import dev.sluice.archive.s3.S3ArchiveBucket;
import dev.sluice.archive.s3.S3FileParts;
import dev.sluice.aws.AwsCallMetrics;
import dev.sluice.query.ArchiveConfig;
import dev.sluice.query.archive.NoArchive;
import dev.sluice.query.archive.OldEnough;
import dev.sluice.query.archive.ParquetArchive;
import dev.sluice.query.read.ArchiveRepository;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/// Makes the archive and its client. Endpoint, region and credentials come from the SDK's own
/// settings.
@Factory
final class S3Clients {
  /// A reader waits: one quick repetition, then it is told to come again.
  private static final int ATTEMPTS = 2;

  @Singleton
  ArchiveRepository archive(
      ArchiveConfig config, BeanProvider<S3Client> s3, MeterRegistry registry, Clock clock) {
    if (!config.hasArchive()) {
      return new NoArchive();
    }
    ParquetArchive archive =
        new ParquetArchive(
            new S3ArchiveBucket(config.bucket(), s3.get()),
            new CountedParts(new S3FileParts(config.bucket(), s3.get()), registry));
    return new OldEnough(
        new S3Archive(archive, config.maxConcurrentReads(), config.timeout()),
        config.minAge(),
        clock);
  }

  /// Bounds and measures the calls of the client that Micronaut builds.
  @Singleton
  static final class Settings implements BeanCreatedEventListener<S3ClientBuilder> {
    private final ArchiveConfig config;
    private final MeterRegistry registry;

    Settings(ArchiveConfig config, MeterRegistry registry) {
      this.config = config;
      this.registry = registry;
    }

    @Override
    public S3ClientBuilder onCreated(BeanCreatedEvent<S3ClientBuilder> event) {
      Duration whole = config.timeout();
      return event
          .getBean()
          .overrideConfiguration(
              event
                  .getBean()
                  .overrideConfiguration()
                  .copy(override ->
                      override
                          .apiCallTimeout(whole)
                          .apiCallAttemptTimeout(whole.multipliedBy(2).dividedBy(3))
                          .retryStrategy(
                              StandardRetryStrategy.builder().maxAttempts(ATTEMPTS).build())
                          .addMetricPublisher(new AwsCallMetrics(registry))));
    }
  }
}
