package dev.sluice.e2e.deadletters;

import dev.sluice.deadletter.Letter;
import dev.sluice.e2e.deadletters.LetterSearch.Opened;
import dev.sluice.e2e.deadletters.s3.LetterBucket;
import dev.sluice.simulator.IngestPoint;
import dev.sluice.simulator.pace.Pacer;
import dev.sluice.simulator.pace.Ticker;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// A replay from its first letter to its last or to Ctrl-C, with what people see of it.
final class ReplayRun {
  private static final int INCOMPLETE = 3;
  private static final int INTERRUPTED = 130;
  private static final int COMPLAINTS = 10;

  private final ReplaySettings settings;
  private final LetterFilter filter;
  private final LetterSearch search;
  private final Replay replay;
  private final ReplayCounts counts;
  private final ProgressBar bar;
  private final PrintWriter out;
  private final boolean quiet;
  private long done;
  private int complaints;

  private ReplayRun(
      ReplaySettings settings,
      LetterBucket letters,
      Outlet outlet,
      ReplayCounts counts,
      Screen screen) {
    this.settings = settings;
    // what is refused again meanwhile is another letter, for another time
    this.filter = settings.filter().before(Clock.systemUTC().instant());
    this.search = new LetterSearch(letters.letters());
    this.counts = counts;
    this.out = screen.out();
    this.quiet = screen.quiet();
    this.replay =
        new Replay(
            letters.marks(),
            settings.policy(),
            settings.preparation(),
            outlet,
            counts,
            Clock.systemUTC());
    this.bar = new ProgressBar(screen.err(), Ticker.system(), screen.isTerminal(), total(), counts);
  }

  /// @return the exit code
  static int dry(ReplaySettings settings, LetterBucket letters, Screen screen)
      throws InterruptedException {
    ReplayCounts counts = new ReplayCounts();
    ReplayRun run =
        new ReplayRun(
            settings,
            letters,
            new DryRun(screen.out(), counts),
            counts,
            new Screen(screen.out(), screen.err(), true));
    run.run(() -> false);
    screen.out().println(counts.summary("dry run, nothing was sent; would send"));
    screen.out().flush();
    return counts.isComplete() ? 0 : INCOMPLETE;
  }

  /// @return the exit code
  static int sending(
      ReplaySettings settings, LetterBucket letters, IngestPoint ingest, Screen screen)
      throws InterruptedException {
    ReplayCounts counts = new ReplayCounts();
    Pacer pacer = new Pacer(Clock.systemUTC(), Ticker.system(), Duration.ZERO, Duration.ZERO);
    StreamOutlet outlet =
        new StreamOutlet(letters.marks(), ingest, pacer, settings.perSecond(), counts);
    ReplayRun run = new ReplayRun(settings, letters, outlet, counts, screen);
    try (GracefulStop stop = new GracefulStop(pacer::stop)) {
      boolean ended = run.endsUnlessStopped(stop::isRequested);
      return !ended ? INTERRUPTED : counts.isComplete() ? 0 : INCOMPLETE;
    }
  }

  private boolean endsUnlessStopped(BooleanSupplier stop) {
    try {
      run(stop);
      return !stop.getAsBoolean();
    } catch (InterruptedException e) {
      return false;
    } catch (RuntimeException e) {
      if (stop.getAsBoolean()) {
        return false;
      }
      throw e;
    } finally {
      // also where it failed: what was sent is sent
      out.println(counts.summary("sent"));
      out.flush();
    }
  }

  private long total() {
    return settings.refs().isEmpty() ? search.count(filter) : settings.refs().size();
  }

  private void run(BooleanSupplier stop) throws InterruptedException {
    try {
      if (settings.refs().isEmpty()) {
        search.read(filter, object -> take(object, stop));
      } else {
        for (Letter letter : named()) {
          if (!take(new Opened(search.keyOf(letter), List.of(letter), null), stop)) {
            break;
          }
        }
      }
      if (!stop.getAsBoolean()) {
        replay.finish();
      }
    } finally {
      if (!quiet) {
        bar.finish(done);
      }
    }
  }

  /// Each once, however often it is named.
  private Collection<Letter> named() {
    Map<String, Letter> byId = new LinkedHashMap<>();
    for (LetterRef ref : settings.refs()) {
      Letter letter = search.find(ref);
      byId.putIfAbsent(letter.id(), letter);
    }
    return byId.values();
  }

  private boolean take(Opened object, BooleanSupplier stop) throws InterruptedException {
    if (stop.getAsBoolean()) {
      return false;
    }
    replay.take(object, this::complain);
    done++;
    if (!quiet) {
      bar.update(done);
    }
    return true;
  }

  private void complain(String what, String why) {
    complaints++;
    if (complaints <= COMPLAINTS) {
      bar.say(what + " is left out: " + Printable.line(why));
    } else if (complaints == COMPLAINTS + 1) {
      bar.say("more are left out");
    }
  }
}
