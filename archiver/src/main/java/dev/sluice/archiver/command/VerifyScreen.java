package dev.sluice.archiver.command;

import dev.sluice.archiver.verify.Progress;
import dev.sluice.archiver.verify.Stage;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Shows people how far a reconciliation is.
final class VerifyScreen {
  private final ProgressLine line;
  private final Map<Stage, LongAdder> counts = new EnumMap<>(Stage.class);
  private Stage stage = Stage.CLAIMS;

  VerifyScreen(PrintWriter err) {
    this.line = ProgressLine.on(err);
  }

  Progress stage(Stage of) {
    LongAdder count = counts.computeIfAbsent(of, s -> new LongAdder());
    return items -> {
      count.add(items);
      update(of);
    };
  }

  private synchronized void update(Stage now) {
    stage = now;
    line.update(state());
  }

  synchronized void finish() {
    stage = Stage.ARCHIVE;
    line.finish(state());
  }

  /// How much there will be nobody knows before: the stages are what is told.
  private ProgressLine.State state() {
    StringBuilder text = new StringBuilder();
    long all = 0;
    for (Map.Entry<Stage, LongAdder> one : counts.entrySet()) {
      long count = one.getValue().sum();
      if (count > 0) {
        text.append(text.isEmpty() ? "" : ", ")
            .append(String.format(Locale.ROOT, "%,d %s", count, one.getKey().text()));
      }
      all += one.getKey() == Stage.WATERMARK ? 0 : count;
    }
    return new ProgressLine.State(
        stage.ordinal() / (double) (Stage.values().length - 1), text.toString(), all);
  }
}
