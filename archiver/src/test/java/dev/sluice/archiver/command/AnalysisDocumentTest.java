package dev.sluice.archiver.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.archiver.SampleArchive;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// The questions in `docs/analysis.md` have the answers that are printed there.
class AnalysisDocumentTest {
  /// A question is a query that is followed by its answer.
  private static final Pattern QUESTION =
      Pattern.compile("```sql\\R(.*?)```\\R\\R?```text\\R(.*?)```", Pattern.DOTALL);

  @TempDir static Path archive;

  record Question(String query, String answer) {
    @Override
    public String toString() {
      return query.lines().findFirst().orElse("");
    }
  }

  @BeforeAll
  static void sampleArchive() throws IOException {
    SampleArchive.write(archive);
  }

  static Stream<Question> questions() throws IOException {
    List<MatchResult> found =
        QUESTION.matcher(Files.readString(Path.of("../docs/analysis.md"))).results().toList();
    assertThat(found).hasSizeGreaterThanOrEqualTo(5);
    return found.stream().map(match -> new Question(match.group(1), match.group(2)));
  }

  @ParameterizedTest
  @MethodSource("questions")
  void theAnswerIsTheOneThatIsPrinted(Question question) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        new CommandLine(new ArchiveCommand())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute("sql", "--dir", archive.toString(), question.query());
    assertThat(exit).as(err.toString()).isZero();
    assertThat(out.toString()).isEqualToNormalizingNewlines(question.answer());
  }

  /// Both epochs' files hold the first hundred readings, as after a removal that came twice.
  @Test
  void theGlobOverAllFilesIsDuckDbsOwnSql() throws Exception {
    String document = Files.readString(Path.of("../docs/analysis.md"));
    int from = document.indexOf("SELECT event_type, count(*) FROM read_parquet('events/");
    String query =
        document
            .substring(from, document.indexOf(";", from))
            .replace("'events/", "'" + archive + "/events/");
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      assertThat(rows.getString(1)).isEqualTo("sensor_reading");
      assertThat(rows.getLong(2)).isEqualTo(9_995 + 100);
    }
  }
}
