package dev.sluice.archiver.command;

import dev.sluice.archiver.lake.Download.DownloadListener;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/// Shows people how far a download is.
final class DownloadScreen implements DownloadListener {
  private final ProgressLine line;
  private ProgressLine.@Nullable State last;

  DownloadScreen(PrintWriter err) {
    this.line = ProgressLine.on(err);
  }

  @Override
  public void fetched(long bytes, long total) {
    ProgressLine.State state =
        new ProgressLine.State(
            bytes / (double) total,
            "copied " + Sizes.text(bytes) + " of " + Sizes.text(total) + " to the cache",
            bytes);
    last = state;
    line.update(state);
  }

  void finish() {
    if (last != null) {
      line.finish(last);
    }
  }
}
