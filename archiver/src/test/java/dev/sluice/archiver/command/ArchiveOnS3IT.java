package dev.sluice.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.archive.Rows;
import dev.sluice.archive.catalog.ArchiveBucket;
import dev.sluice.archive.catalog.Manifests;
import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.archive.row.Partition;
import dev.sluice.archive.s3.S3ArchiveBucket;
import dev.sluice.archiver.ArchiveFiles;
import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.local.faults.Service;
import dev.sluice.model.Event;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/// The commands against a server that speaks S3, by the AWS SDK's own settings.
class ArchiveOnS3IT {
  private static final List<ArchiveRow> ROWS =
      new Rows(51).rows(300, 2, 2).stream().map(ArchiveOnS3IT::oddlyTyped).toList();
  private static final String COUNT =
      "select count(*) as n, count(distinct event_id) as ids, count(distinct event_type) as types,"
          + " bool_or(event_type = 'a:b c%d') as odd from events";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final String bucketName = "archive-" + UUID.randomUUID();

  @TempDir Path temporary;
  private LocalStack stack;
  private ArchiveBucket bucket;
  private S3Client s3;

  private static ArchiveRow oddlyTyped(ArchiveRow row) {
    Event event = row.event();
    return event.eventType().equals("type-0")
        ? new ArchiveRow(
            new Event(
                event.eventId(),
                event.deviceId(),
                "a:b c%d",
                event.eventSubtype(),
                event.eventTime(),
                event.receivedTime(),
                event.payload(),
                event.source()),
            row.position(),
            row.expiredTime())
        : row;
  }

  @BeforeEach
  void start() {
    stack =
        LocalStack.start(
            LocalStackOptions.ephemeral()
                .withServices(Set.of(Service.S3))
                .withDataDirectory(temporary.resolve("data")));
    stack.sdkProperties().forEach(System::setProperty);
    s3 = S3Client.builder().httpClientBuilder(Apache5HttpClient.builder()).build();
    s3.createBucket(create -> create.bucket(bucketName));
    bucket = new S3ArchiveBucket(bucketName, s3);
    commit(1, ROWS.subList(0, 200));
    commit(2, ROWS.subList(150, 300));
  }

  @AfterEach
  void stop() {
    stack.sdkProperties().keySet().forEach(System::clearProperty);
    s3.close();
    stack.close();
  }

  private void commit(int epoch, List<ArchiveRow> rows) {
    for (String key : ArchiveFiles.seal(temporary, epoch, rows)) {
      bucket.upload(key, temporary.resolve(key));
      String folder = key.substring("events/".length(), key.lastIndexOf('/'));
      new Manifests(bucket).add(Partition.parse(folder).orElseThrow(), List.of(key));
    }
  }

  private String run(int code, String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of(arguments));
    int exit =
        new CommandLine(new ArchiveCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(all.toArray(String[]::new));
    assertThat(exit).as(out.toString() + err).isEqualTo(code);
    return out.toString();
  }

  private String sql(String... options) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "sql",
                "--bucket",
                bucketName,
                "--cache",
                temporary.resolve("cache").toString(),
                "--format",
                "csv"));
    all.addAll(List.of(options));
    all.add(COUNT);
    return run(0, all.toArray(String[]::new));
  }

  @Test
  void copiedOrReadInPlaceBeforeAndAfterCompactionTheAnswersAreTheSame() {
    String answer = "n,ids,types,odd\r\n300,300,2,true\r\n";
    assertThat(sql()).isEqualTo(answer);
    assertThat(sql("--dir", temporary.resolve("data/s3").resolve(bucketName).toString()))
        .isEqualTo(answer);
    ROWS.stream()
        .map(row -> row.partition().eventDate().toString())
        .distinct()
        .forEach(day ->
            assertThat(run(0, "compact", "--bucket", bucketName, "--date", day, "--grace", "0s"))
                .contains("Merged partitions: 2;"));
    assertThat(sql()).isEqualTo(answer);
    assertThat(sql("--dir", temporary.resolve("data/s3").resolve(bucketName).toString()))
        .isEqualTo(answer);
  }

  @Test
  void aDayIsMergedWhenItIsAskedFor() {
    LocalDate day = ROWS.getFirst().partition().eventDate();
    String told =
        run(0, "compact", "--bucket", bucketName, "--date", day.toString(), "--grace", "0s");
    assertThat(told).contains("Merged partitions: 2; files: 4 (", "Replaced objects deleted: 4;");
    assertThat(run(0, "compact", "--bucket", bucketName, "--date", day.toString()))
        .contains("Merged partitions: 0;");
    assertThat(err.toString()).contains("Nothing to merge.");
  }

  @Test
  void daysThatAreNotClosedAreLeft() {
    assertThat(run(0, "compact", "--bucket", bucketName, "--accepted-past", "99999d"))
        .contains("Merged partitions: 0;", "Replaced objects deleted: 0;");
  }

  @Test
  void aBucketThatIsNotThereIsNamedWithWhatToDo() {
    assertThat(run(1, "sql", "--bucket", "none-such", "select 1")).isEmpty();
    assertThat(err.toString()).contains("there is no bucket \"none-such\"; name another");
    assertThat(run(1, "compact", "--bucket", "none-such")).isEmpty();
    assertThat(err.toString()).contains("there is no bucket \"none-such\"; name another");
  }
}
