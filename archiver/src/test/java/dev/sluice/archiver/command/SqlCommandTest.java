package dev.sluice.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.archiver.ArchiveFiles;
import dev.sluice.archiver.SampleArchive;
import dev.sluice.model.Event;
import dev.sluice.model.Source;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// Over an archive in a directory: 3 events of 2 types on 2 days, one of them delivered twice.
class SqlCommandTest {
  private static final List<ArchiveRow> ROWS =
      List.of(
          row(1, "sensor-1", "account:created", "2026-03-05T01:49:51.260Z", "{\"n\": 1.50}"),
          row(
              2,
              "sensor-2",
              "reading",
              "2026-03-05T23:59:59.999Z",
              "{\"n\": 2, \"s\": \"a,\\\"b\"}"),
          row(3, "sensor-1", "reading", "2026-03-06T00:00:00.000Z", "{\"n\": 3}"));

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path archive;

  private static ArchiveRow row(int id, String device, String type, String time, String payload) {
    Instant when = Instant.parse(time);
    return new ArchiveRow(
        new Event(new UUID(0, id), device, type, null, when, when, payload, Source.values()[0]),
        "position-" + id,
        when.plusSeconds(604_800));
  }

  @BeforeEach
  void archive() throws IOException {
    List<String> keys = new ArrayList<>(ArchiveFiles.seal(archive, 1, ROWS));
    keys.addAll(ArchiveFiles.seal(archive, 2, ROWS.subList(2, 3)));
    SampleArchive.list(archive, keys);
    Path stray = archive.resolve(keys.getFirst()).resolveSibling("replaced.parquet");
    Files.copy(archive.resolve(keys.getFirst()), stray);
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("sql", "--dir", archive.toString()));
    all.addAll(List.of(arguments));
    return new CommandLine(new ArchiveCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }

  private String answer(String... arguments) {
    assertThat(run(arguments)).as(err.toString()).isZero();
    return out.toString();
  }

  @Test
  void theViewShowsEachListedEventOnceWithDateAndType() {
    assertThat(
            answer(
                "select event_type, event_date, count(*) as events from events group by all"
                    + " order by all"))
        .isEqualToNormalizingNewlines(
            """
            event_type       event_date  events
            ---------------  ----------  ------
            account:created  2026-03-05       1
            reading          2026-03-05       1
            reading          2026-03-06       1
            (3 rows)
            """);
  }

  @Test
  void jsonKeepsNumbersPayloadsAndTimes() {
    assertThat(
            answer(
                "--format",
                "ndjson",
                "select event_id, event_time, event_subtype, payload, [1, null] as l,"
                    + " {'a': 1.50} as s, 'nan'::double as x from events"
                    + " where event_type = 'account:created'"))
        .isEqualTo(
            """
            {"event_id":"00000000-0000-0000-0000-000000000001",\
            "event_time":"2026-03-05T01:49:51.260Z","event_subtype":null,"payload":{"n": 1.50},\
            "l":[1,null],"s":{"a":1.50},"x":"NaN"}
            """);
  }

  @Test
  void anArrayOfNoRowsIsJsonToo() {
    assertThat(answer("--format", "json", "select 1 as a where false")).isEqualTo("[\n]\n");
    out.getBuffer().setLength(0);
    assertThat(answer("--format", "json", "from range(2) t(a)"))
        .isEqualTo("[\n{\"a\":0},\n{\"a\":1}\n]\n");
  }

  @Test
  void csvIsQuotedWhereItMustBe() {
    assertThat(
            answer(
                "--format",
                "csv",
                "select device_id, payload->>'$.s' as s, '' as nothing from events"
                    + " where event_date = '2026-03-05' order by 1"))
        .isEqualTo("device_id,s,nothing\r\nsensor-1,,\"\"\r\nsensor-2,\"a,\"\"b\",\"\"\r\n");
  }

  @Test
  void parquetGoesToAFileThatOthersRead() throws Exception {
    Path file = archive.resolve("out'put.parquet");
    assertThat(
            answer(
                "--format",
                "parquet",
                "--output",
                file.toString(),
                "select device_id from events order by device_id; -- done"))
        .isEmpty();
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select string_agg(device_id, ' ') from '%s'"
                    .formatted(file.toString().replace("'", "''")))) {
      rows.next();
      assertThat(rows.getString(1)).isEqualTo("sensor-1 sensor-1 sensor-2");
    }
  }

  @Test
  void anOutputThatFailsLeavesTheOldFile() throws IOException {
    Path file = Files.writeString(archive.resolve("answer.csv"), "old", StandardCharsets.UTF_8);
    assertThat(run("--format", "csv", "--output", file.toString(), "select error('x') from events"))
        .isEqualTo(1);
    assertThat(file).hasContent("old");
    assertThat(archive.resolve("answer.csv.part")).doesNotExist();
  }

  @Test
  void theChoiceOfDatesAndTypesNarrowsTheView() {
    assertThat(answer("--from", "2026-03-06", "--format", "csv", "select count(*) n from events"))
        .isEqualTo("n\r\n1\r\n");
    out.getBuffer().setLength(0);
    assertThat(
            answer(
                "--to",
                "2026-03-05",
                "--type",
                "account:created,other",
                "--format",
                "csv",
                "select count(*) n from events"))
        .isEqualTo("n\r\n1\r\n");
  }

  @Test
  void whereThereIsNothingItSaysSoAndTheQueryRunsOverNothing() {
    assertThat(answer("--from", "2030-01-01", "--format", "csv", "select count(*) n from events"))
        .isEqualTo("n\r\n0\r\n");
    assertThat(err.toString()).contains("holds nothing here", "have expired");
    out.getBuffer().setLength(0);
    assertThat(answer("--from", "2030-01-01", "--format", "csv", "describe events"))
        .contains("event_id,UUID", "payload,JSON", "event_date,DATE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drop view events",
        "copy events to 'stolen.csv'",
        "set enable_external_access = true",
        "attach 'other.db'",
        "install httpfs",
        "create table t as select 1",
        "insert into events select * from events",
      })
  void whatIsNoQueryIsRefusedInOneLine(String statement) {
    assertThat(run(statement)).isEqualTo(1);
    assertThat(err.toString()).startsWith("only a query can be run").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "selec 1 | this is no SQL: syntax error at or near \"selec\"",
        "select 1; select 2 | there are 2 queries",
        "select * from read_text('/etc/hostname') | Permission Error",
        "select * from read_csv('/etc/passwd') | Permission Error",
        "from '/etc/passwd' | Error",
        "select device from events | Referenced column \"device\" not found",
        "from nothing | nothing does not exist",
        "select 1/0 from events where error('so') | so",
      })
  void whatDuckDbRefusesIsToldInOneLine(String statement, String why) {
    assertThat(run(statement)).isEqualTo(1);
    assertThat(err.toString()).contains(why).hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--format parquet | --output FILE",
        "--from 2026-03-06 --to 2026-03-05 | is after --to",
        "--from yesterday | a UTC date as in 2026-03-05",
        "--memory 5 | is not at least 64",
        "--most-download 0 | is not at least 1",
        "--format xml | expected one of",
      })
  void optionsThatWillNotDoAreNamedWithWhatWould(String options, String hint) {
    List<String> all = new ArrayList<>(List.of(options.split(" ")));
    all.add("select 1");
    assertThat(run(all.toArray(String[]::new))).isEqualTo(2);
    assertThat(err.toString()).contains(hint);
  }

  @Test
  void aDirectoryWithoutAnArchiveIsNamed() {
    assertThat(run("--dir", archive.resolve("manifests").toString(), "select 1")).isNotZero();
    assertThat(err.toString()).isNotBlank();
  }

  @Test
  void aFileThatTheManifestListsAndIsNotThereIsNamed() throws IOException {
    String lost = ArchiveFiles.seal(archive, 2, ROWS.subList(2, 3)).getFirst();
    Files.delete(archive.resolve(lost));
    assertThat(run("select 1")).isEqualTo(1);
    assertThat(err.toString()).contains(lost, "is not there");
  }

  @Test
  void terminalsAreNotCommandedByWhatStrangersSent() {
    assertThat(answer("select chr(27) || '[2J' as x, repeat('y', 500) as y"))
        .contains("\\u001b[2J", "yyy…")
        .doesNotContain("\u001b");
  }
}
