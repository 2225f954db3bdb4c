package dev.sluice.e2e.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.deadletter.Letter;
import dev.sluice.e2e.deadletters.LetterSearch.Opened;
import dev.sluice.model.RejectReason;
import dev.sluice.model.Timestamps;
import dev.sluice.simulator.Acknowledgement;
import dev.sluice.simulator.IngestPoint;
import dev.sluice.simulator.IngestRefusedException;
import dev.sluice.simulator.OutgoingRecord;
import dev.sluice.simulator.pace.Pacer;
import dev.sluice.simulator.pace.Ticker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-02T00:00:00Z"), ZoneOffset.UTC);

  private final List<String> journal = new CopyOnWriteArrayList<>();
  private final InMemoryReplayMarks marks = new InMemoryReplayMarks(journal);
  private final TestTicker ticker = new TestTicker();
  private final Pacer pacer = new Pacer(CLOCK, ticker, Duration.ZERO, Duration.ZERO);
  private final ReplayCounts counts = new ReplayCounts();
  private final List<String> complaints = new ArrayList<>();

  /// Time that passes when it is slept on.
  private static final class TestTicker implements Ticker {
    private long nanos = 1_000;

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public void sleep(long nanos) {
      this.nanos += nanos;
    }
  }

  /// Takes all, or refuses for good.
  private final class Stream implements IngestPoint {
    private final boolean refuses;

    Stream(boolean refuses) {
      this.refuses = refuses;
    }

    @Override
    public List<Acknowledgement> send(List<OutgoingRecord> records) {
      if (refuses) {
        throw new IngestRefusedException("no such stream", new IllegalStateException());
      }
      journal.add("put " + records.size());
      return records.stream().map(record -> Acknowledgement.at("shard", "1", false)).toList();
    }

    @Override
    public void close() {}
  }

  private static Opened object(Letter... letters) {
    return new Opened("key", List.of(letters), null);
  }

  private void replay(ReplayPolicy policy, Outlet outlet, Opened... objects)
      throws InterruptedException {
    Replay replay =
        new Replay(marks, policy, new Preparation(null, Judge.ofEvents()), outlet, counts, CLOCK);
    for (Opened object : objects) {
      replay.take(object, (what, why) -> complaints.add(why));
    }
    replay.finish();
  }

  private StreamOutlet stream(int perSecond) {
    return new StreamOutlet(marks, new Stream(false), pacer, perSecond, counts);
  }

  private static Letter letter(int sequence) {
    return Samples.letter(sequence, Samples.RECEIVED);
  }

  @Test
  void aLetterIsBegunThenSentThenNoted() throws Exception {
    replay(ReplayPolicy.ONCE, stream(1), object(letter(1)), object(letter(2)));
    assertThat(journal).containsExactly("begin 1", "put 1", "sent 1", "begin 2", "put 1", "sent 2");
    assertThat(counts.sent()).isEqualTo(2);
    assertThat(counts.isComplete()).isTrue();
  }

  @Test
  void aSecondReplaySendsNothing() throws Exception {
    replay(ReplayPolicy.ONCE, stream(100), object(letter(1), letter(2)));
    journal.clear();
    replay(ReplayPolicy.ONCE, stream(100), object(letter(1), letter(2)));
    assertThat(journal).isEmpty();
    assertThat(counts.summary("sent")).contains("sent 2", "2 sent before");
    assertThat(counts.isComplete()).isTrue();
  }

  @Test
  void againSendsWhatWasSent() throws Exception {
    replay(ReplayPolicy.ONCE, stream(100), object(letter(1)));
    replay(new ReplayPolicy(true, null), stream(100), object(letter(1)));
    assertThat(journal).containsExactly("begin 1", "put 1", "sent 1", "begin 1", "put 1", "sent 1");
  }

  @Test
  void whatDiedOnTheWayIsUnfinishedUntilItIsResumed() throws Exception {
    marks.begin(letter(1), 1);
    journal.clear();
    replay(ReplayPolicy.ONCE, stream(100), object(letter(1), letter(2)));
    assertThat(journal).containsExactly("begin 2", "put 1", "sent 2");
    assertThat(counts.isComplete()).isFalse();
    assertThat(complaints).singleElement().asString().contains("never confirmed");

    journal.clear();
    replay(new ReplayPolicy(false, Duration.ZERO), stream(100), object(letter(1)));
    assertThat(journal).containsExactly("begin 1", "put 1", "sent 1");
  }

  @Test
  void whatSomebodyElseBeginsMeanwhileIsLeftToThem() throws Exception {
    StreamOutlet outlet = stream(8);
    Replay replay =
        new Replay(
            marks,
            ReplayPolicy.ONCE,
            new Preparation(null, Judge.ofEvents()),
            outlet,
            counts,
            CLOCK);
    replay.take(object(letter(1)), (what, why) -> complaints.add(why));
    marks.begin(letter(1), 1);
    replay.take(object(letter(2)), (what, why) -> complaints.add(why));
    assertThat(journal).containsExactly("begin 1", "begin 2", "put 1", "sent 2");
    assertThat(counts.sent()).isEqualTo(1);
    assertThat(counts.notSent()).isEqualTo(1);
  }

  @Test
  void aRefusalLeavesTheLettersUnfinished() {
    StreamOutlet outlet = new StreamOutlet(marks, new Stream(true), pacer, 100, counts);
    assertThatThrownBy(() -> replay(ReplayPolicy.ONCE, outlet, object(letter(1))))
        .isInstanceOf(IngestRefusedException.class);
    assertThat(marks.ofDay(Timestamps.day(Samples.RECEIVED)).values())
        .extracting(Mark::state)
        .containsExactly(Mark.State.BEGUN);
    assertThat(counts.isComplete()).isFalse();
  }

  @Test
  void aStopBeginsNothingMore() throws Exception {
    pacer.stop();
    replay(ReplayPolicy.ONCE, stream(100), object(letter(1)));
    assertThat(journal).isEmpty();
    assertThat(counts.sent()).isZero();
  }

  @Test
  void theRateIsNotExceeded() throws Exception {
    long start = ticker.nanos();
    Opened[] objects = new Opened[101];
    for (int i = 0; i < objects.length; i++) {
      objects[i] = object(letter(i));
    }
    replay(ReplayPolicy.ONCE, stream(20), objects);
    assertThat(counts.sent()).isEqualTo(101);
    assertThat(Duration.ofNanos(ticker.nanos() - start)).isEqualTo(Duration.ofSeconds(5));
    assertThat(journal).contains("put 5").doesNotContain("put 6");
  }

  @Test
  void aDryRunSendsAndMarksNothing() throws Exception {
    StringWriter out = new StringWriter();
    replay(ReplayPolicy.ONCE, new DryRun(new PrintWriter(out, true), counts), object(letter(1)));
    assertThat(journal).isEmpty();
    assertThat(counts.sent()).isEqualTo(1);
    assertThat(out.toString()).contains("event_time_out_of_range", "to gateway-1");
  }

  @Test
  void whatIsLeftOutIsSaidAndCounted() throws Exception {
    Letter broken = Samples.letter(1, RejectReason.NOT_JSON, "{\"oops");
    replay(ReplayPolicy.ONCE, stream(100), object(broken), new Opened("x", List.of(), "no gzip"));
    assertThat(journal).isEmpty();
    assertThat(complaints).hasSize(2).anyMatch(why -> why.startsWith("not_json: "));
    assertThat(counts.summary("sent"))
        .contains("sent 0", "1 left out: would be refused again", "1 objects are no dead letters");
    assertThat(counts.isComplete()).isFalse();
  }

  @Test
  void theBarTellsHowFarHowFastAndHowLong() {
    ProgressBar bar =
        new ProgressBar(new PrintWriter(new StringWriter()), ticker, true, 10, counts);
    ticker.sleep(Duration.ofSeconds(6).toNanos());
    counts.sent(600);
    assertThat(bar.line(6))
        .isEqualTo("[############--------]  60 %  sent 600  not sent 0  100/s  ETA 0:04");
    assertThat(bar.line(10)).startsWith("[####################] 100 %").doesNotContain("ETA");
  }

  @Test
  void whatStrangersSentDoesNotCommandTheTerminal() {
    assertThat(Printable.line("a\u001b[2Jb\u202e\nc")).isEqualTo("a\\u001b[2Jb\\u202e\\u000ac");
    assertThat(Printable.text("a\n\tü\u0007")).isEqualTo("a\n\tü\\u0007");
  }
}
