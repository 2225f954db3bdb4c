package dev.sluice.query.live;

import dev.sluice.query.read.StoreUnavailableException;
import dev.sluice.query.read.WindowRepository;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the store once for each window that begins to be told of: one query for a window, which is
/// some 61 an hour, and more where events come late; never more than a few a round.
public final class WindowFill {
  private static final Logger LOG = LoggerFactory.getLogger(WindowFill.class);
  private static final int MOST_IN_A_ROUND = 4;

  private final Hub hub;
  private final WindowRepository windows;

  public WindowFill(Hub hub, WindowRepository windows) {
    this.hub = hub;
    this.windows = windows;
  }

  /// One round. What the store does not answer is asked again in the next.
  public void round() {
    for (int i = 0; i < MOST_IN_A_ROUND; i++) {
      Optional<WindowBoard.Window> lacking = hub.lackingWindow();
      if (lacking.isEmpty()) {
        return;
      }
      WindowBoard.Window window = lacking.get();
      try {
        hub.fill(window, windows.findByStart(window.length(), window.start()));
      } catch (StoreUnavailableException e) {
        LOG.debug("a window cannot be read", e);
        return;
      }
    }
  }
}
