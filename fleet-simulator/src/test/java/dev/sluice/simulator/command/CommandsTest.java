package dev.sluice.simulator.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.simulator.Acknowledgement;
import dev.sluice.simulator.IngestPoint;
import dev.sluice.simulator.IngestRefusedException;
import dev.sluice.simulator.OutgoingRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
class CommandsTest {
  @TempDir private Path folder = Path.of("");

  private final List<OutgoingRecord> sent = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void simulateSendsSoManyEventsAndSaysWhatTheyWere() {
    assertThat(
            run(
                "simulate",
                "--seed",
                "42",
                "--events",
                "300",
                "--rate",
                "100000",
                "--duplicates",
                "0.1",
                "--transport",
                "kinesis",
                "--to",
                "other"))
        .isZero();
    assertThat(sent).hasSize(300);
    assertThat(targets).containsExactly(new Target.Kinesis("other"));
    assertThat(out.toString())
        .contains("100 devices send to the stream other, seed 42")
        .containsPattern(
            "sent 300 events, 300 acknowledged: 2\\d\\d fresh, \\d\\d duplicates, 0 to");
  }

  @Test
  void simulateShowsASeedThatRepeatsTheRun() {
    run("simulate", "--events", "1");
    String seed = out.toString().replaceFirst("(?s).*seed (\\d+).*", "$1");
    byte[] first = sent.getFirst().bytes();
    sent.clear();
    run("simulate", "--events", "1", "--seed", seed);
    assertThat(sent.getFirst().bytes()).hasSameSizeAs(first);
    assertThat(new String(sent.getFirst().bytes(), 0, 40, StandardCharsets.UTF_8))
        .isEqualTo(new String(first, 0, 40, StandardCharsets.UTF_8));
  }

  @Test
  void optionsThatWillNotDoAreNamed() {
    assertThat(run("simulate", "--spike", "5x")).isEqualTo(2);
    assertThat(err.toString()).contains("\"5x\"").contains("5x@30s/10s is five-fold");
    assertThat(run("simulate", "--duplicates", "7")).isEqualTo(2);
    assertThat(err.toString()).contains("duplicates 7.0 is not in 0 to 1");
    assertThat(run("simulate", "--envelopes", "1,2")).isEqualTo(2);
    assertThat(err.toString()).contains("[1, 2] is not three weights");
    assertThat(run("replay", "--speed", "2x", "--rate", "5")).isEqualTo(2);
    assertThat(err.toString()).contains("exclude each other");
    assertThat(run("replay", "--start", "yesterday")).isEqualTo(2);
    assertThat(err.toString()).contains("\"yesterday\"").contains("is accepted");
    assertThat(sent).isEmpty();
  }

  @Test
  void everyTransportHasAPlaceOfItsOwn() {
    run("simulate", "--events", "1");
    run("simulate", "--events", "1", "--to", "http://other:1");
    run("simulate", "--events", "1", "--transport", "udp");
    run("simulate", "--events", "1", "--transport", "sqs", "--to", "queue");
    run("replay", "--rate", "100000", "--udp-publisher", "8126");
    assertThat(targets)
        .containsExactly(
            new Target.Http(URI.create("http://127.0.0.1:8083")),
            new Target.Http(URI.create("http://other:1")),
            new Target.Udp("127.0.0.1", 8125),
            new Target.Sqs("queue"),
            new Target.Publish(8126));
  }

  @Test
  void overSqsTheFleetSubmits() {
    run("simulate", "--events", "3", "--transport", "sqs", "--rate", "100000");
    assertThat(sent)
        .extracting(record -> new String(record.bytes(), StandardCharsets.UTF_8))
        .allMatch(text -> text.startsWith("{\"submission_id\":"));
  }

  @Test
  void placesThatWillNotDoAreNamed() {
    assertThat(run("simulate", "--to", "elsewhere")).isEqualTo(2);
    assertThat(err.toString()).contains("\"elsewhere\" is no URL");
    assertThat(run("simulate", "--transport", "udp", "--to", "host")).isEqualTo(2);
    assertThat(err.toString()).contains("\"host\" is not host:port");
    assertThat(run("simulate", "--udp-publisher", "70000")).isEqualTo(2);
    assertThat(err.toString()).contains("\"70000\"").contains("1..65535");
    assertThat(run("replay", "--transport", "sqs")).isEqualTo(2);
    assertThat(err.toString()).contains("readings are no submissions");
    assertThat(targets).isEmpty();
  }

  @Test
  void helpNamesEveryOption() {
    run("simulate", "--help");
    assertThat(out.toString())
        .contains("--seed", "--devices", "--rate", "--spike", "--duplicates", "--collisions")
        .contains("--malformed", "--late", "--duration", "--size", "--envelopes", "--types")
        .contains("5x@30s/10s", "AWS_ENDPOINT_URL_KINESIS", "Default: 200.0", "ACCOUNT_CREATED")
        .contains("--transport", "--to", "sluice-events", "--udp-publisher", "SLUICE_API_KEY");
    run("replay", "--help");
    assertThat(out.toString()).contains("--speed", "--start", "--keep-ids", "FILE");
  }

  @Test
  void replaySendsAFileAndReportsBadLines() throws IOException {
    Path file = folder.resolve("some.ndjson");
    Files.writeString(file, "{\"data\":{},\"device_id\":\"a\",\"ts\":1}\nnonsense\n");
    assertThat(run("replay", file.toString())).isZero();
    assertThat(sent).hasSize(1);
    assertThat(err.toString()).contains("line 2 is no JSON");
    assertThat(out.toString()).contains("1 lines were no reading");
  }

  @Test
  void replaySendsTheBundledReadingsWithoutAFile() {
    assertThat(run("replay", "--rate", "100000", "--quiet")).isZero();
    assertThat(sent).hasSize(9_995);
    assertThat(out.toString()).contains("sent 9,995 events, 9,995 acknowledged");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThat(run("replay", folder.resolve("gone.ndjson").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("gone.ndjson");
  }

  @Test
  void anUnreachableStreamEndsWithOneAndTheReason() {
    StringWriter said = new StringWriter();
    int exit =
        new CommandLine(
                new SimulateCommand(target -> {
                  throw new IngestRefusedException("no " + target.shown(), new IOException());
                }))
            .setErr(new PrintWriter(said))
            .execute("--events", "1");
    assertThat(exit).isEqualTo(1);
    assertThat(said.toString()).contains("no http://127.0.0.1:8083");
  }

  private int run(String... arguments) {
    return new CommandLine(new Sluice())
        .addSubcommand(new SimulateCommand(this::connect))
        .addSubcommand(new ReplayCommand(this::connect))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @CommandLine.Command(name = "sluice")
  private static final class Sluice {}

  private IngestPoint connect(Target target) {
    targets.add(target);
    return new IngestPoint() {
      @Override
      public List<Acknowledgement> send(List<OutgoingRecord> records) {
        sent.addAll(records);
        return records.stream().map(each -> Acknowledgement.at("shard", "1", false)).toList();
      }

      @Override
      public void close() {}
    };
  }
}
