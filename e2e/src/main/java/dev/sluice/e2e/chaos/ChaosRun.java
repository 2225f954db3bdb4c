package dev.sluice.e2e.chaos;

import dev.sluice.e2e.chaos.ChaosScript.Step;
import dev.sluice.e2e.chaos.Watcher.Sight;
import dev.sluice.simulator.SendLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Carries a script out on a proving ground: traffic, incidents, then healing, the rest of the
/// work, and judgement.
public final class ChaosRun {
  private static final Duration DONE_WITHIN = Duration.ofMinutes(3);
  private static final Duration STATUS_EVERY = Duration.ofSeconds(10);

  private final ProvingGround ground;
  private final ChaosScript script;
  private final Story story;
  private final CountDownLatch stop;
  private final List<Thread> striking = new ArrayList<>();

  /// @param stop ends the script early when it reaches zero; what was sent is judged all the same
  ChaosRun(ProvingGround ground, ChaosScript script, Story story, CountDownLatch stop) {
    this.ground = ground;
    this.script = script;
    this.story = story;
    this.stop = stop;
  }

  ChaosOutcome run() throws InterruptedException {
    story.begin();
    ground.traffic().start();
    Thread status = Thread.ofVirtual().name("status").start(this::tellStatus);
    try (Strikes strikes = new Strikes(ground)) {
      for (Step step : script.steps()) {
        if (stopsBefore(step.at())) {
          break;
        }
        striking.add(Thread.ofVirtual().start(() -> strike(strikes, step.incident())));
      }
      stopsBefore(script.length());
      status.interrupt();
      return finish(strikes);
    }
  }

  /// @return whether the run is to end before that time has come
  private boolean stopsBefore(Duration at) throws InterruptedException {
    return stop.await(at.minus(story.elapsed()).toMillis(), TimeUnit.MILLISECONDS);
  }

  private void strike(Strikes strikes, Incident incident) {
    story.happens(incident.text());
    try {
      String effect = strikes.strike(incident);
      story.happens("    " + incident.text() + " -> " + effect);
    } catch (InterruptedException e) {
      story.happens("    " + incident.text() + " -> nobody waited for the effect");
    } catch (RuntimeException e) {
      story.happens("    " + incident.text() + " -> failed: " + e.getMessage());
    }
  }

  private void tellStatus() {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(STATUS_EVERY.toMillis());
        story.happens(status());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String status() {
    Sight sight = ground.watcher().latest();
    return String.format(
        Locale.ROOT,
        "· sent %,d, lag %s, %d workers of which %d are ready, %d shards",
        ground.traffic().log().totals().sent(),
        sight.lag().map(lag -> "%.1f s".formatted(lag.toMillis() / 1e3)).orElse("unknown"),
        sight.active(),
        sight.ready(),
        sight.shards());
  }

  private ChaosOutcome finish(Strikes strikes) throws InterruptedException {
    strikes.endAll();
    ground.heal();
    story.happens("all is healed; waiting for the rest");
    long start = System.nanoTime();
    boolean done = ground.awaitDone(DONE_WITHIN);
    for (Thread thread : striking) {
      thread.interrupt(); // its effect is not waited for any longer than the work itself
      thread.join();
    }
    story.happens((done ? "all is done after " : "NOT all is done after ") + Strikes.since(start));
    SendLog.Totals sent = ground.traffic().log().totals();
    return new ChaosOutcome(sent, done, ground.watcher().notLive(), ground.judge());
  }
}
