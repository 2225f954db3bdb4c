package dev.sluice.archiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.archiver.config.ArchiverNames;
import dev.sluice.archiver.config.EpochOptions;
import dev.sluice.archiver.config.SpoolPlace;
import dev.sluice.archiver.spool.SpoolOptions;
import dev.sluice.local.SystemProperties;
import dev.sluice.stream.CommittingProcessorFactory;
import dev.sluice.stream.WorkerSettings;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every default and every mapping; and what is wrong stops the start, named.
class ConfigurationIT {
  private static SystemProperties aws = new SystemProperties(Map.of());

  @TempDir private Path directory;

  @BeforeAll
  static void setRegion() {
    aws =
        new SystemProperties(
            Map.of(
                "aws.region", "us-east-1",
                "aws.accessKeyId", "local",
                "aws.secretAccessKey", "local"));
  }

  @AfterAll
  static void unsetRegion() {
    aws.close();
  }

  @Test
  void defaults() {
    Map<String, Object> elsewhere = Map.of("java.io.tmpdir", directory.toString());
    try (ApplicationContext context = Archiver.SERVICE.context(elsewhere)) {
      assertThat(context.getBean(ArchiverNames.class))
          .isEqualTo(
              new ArchiverNames(
                  "sluice-archiver", "sluice-table-changes", "sluice", "sluice-archive"));
      assertThat(context.getBean(EpochOptions.class))
          .isEqualTo(
              new EpochOptions(128 << 20, Duration.ofMinutes(5), 1_000, Duration.ofHours(6)));
      SpoolPlace spool = context.getBean(SpoolPlace.class);
      assertThat(spool.path()).isEqualTo(directory.resolve("sluice-archiver"));
      assertThat(spool.options()).isEqualTo(SpoolOptions.DEFAULT);
      WorkerSettings settings = context.getBean(WorkerSettings.class);
      assertThat(settings.application()).isEqualTo("sluice-archiver");
      assertThat(settings.stream()).isEqualTo("sluice-table-changes");
      assertThat(context.containsBean(CommittingProcessorFactory.class)).isTrue();
    }
  }

  @Test
  void everySettingArrives() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("sluice.prefix", "other");
    properties.put("sluice.archiver.bucket", "some-bucket");
    properties.put("sluice.archiver.epochs.file-bytes", 1_000_000);
    properties.put("sluice.archiver.epochs.age", "PT2S");
    properties.put("sluice.archiver.epochs.partitions", 7);
    properties.put("sluice.archiver.epochs.overdue-after", "PT1H");
    properties.put("sluice.archiver.spool.directory", directory.resolve("own").toString());
    properties.put("sluice.archiver.spool.buffer-bytes", 1_000);
    properties.put("sluice.archiver.spool.sort-bytes", 2_000);
    properties.put("sluice.archiver.spool.seals", 3);
    try (ApplicationContext context = Archiver.SERVICE.context(properties)) {
      assertThat(context.getBean(ArchiverNames.class))
          .isEqualTo(
              new ArchiverNames("other-archiver", "other-table-changes", "other", "some-bucket"));
      assertThat(context.getBean(EpochOptions.class))
          .isEqualTo(new EpochOptions(1_000_000, Duration.ofSeconds(2), 7, Duration.ofHours(1)));
      SpoolPlace spool = context.getBean(SpoolPlace.class);
      assertThat(spool.options()).isEqualTo(new SpoolOptions(1_000, 2_000, 3));
      assertThat(directory.resolve("own")).isDirectory();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          epochs.file-bytes    | 0        | file bytes 0 is not at least 1
          epochs.age           | PT0S     | age PT0S is not above zero
          epochs.age           | soon     | soon
          epochs.partitions    | 0        | partitions 0 is not in 1..1000
          epochs.partitions    | 1001     | partitions 1001 is not in 1..1000
          epochs.overdue-after | PT4M59S  | overdue-after PT4M59S is not at least the age of an epoch, PT5M
          spool.directory      | ' '      | directory is blank
          spool.buffer-bytes   | 0        | buffer-bytes 0
          spool.sort-bytes     | 0        | sort-bytes 0
          spool.seals          | 0        | seals 0
          bucket               | A_Bucket | "A_Bucket" is no name of a bucket
          stream               | a stream | 'a stream'
          application          | x        | 'x'
          table-prefix         | a b      | "a b"
          """)
  void wrongValueStopsTheStartAndIsNamed(String name, String value, String message) {
    Map<String, Object> properties =
        Map.of("java.io.tmpdir", directory.toString(), "sluice.archiver." + name, value);
    assertThatThrownBy(() -> Archiver.SERVICE.context(properties).close())
        .hasStackTraceContaining(message);
  }

  @Test
  void aSecondArchiverOnTheSameSpoolDirectoryIsRefusedAsLongAsTheFirstLives() {
    Map<String, Object> properties =
        Map.of("sluice.archiver.spool.directory", directory.toString());
    try (ApplicationContext first = Archiver.SERVICE.context(properties)) {
      assertThat(first.isRunning()).isTrue();
      assertThatThrownBy(() -> Archiver.SERVICE.context(properties).close())
          .hasStackTraceContaining("is in use; give each archiver one of its own");
    }
    Archiver.SERVICE.context(properties).close();
  }
}
