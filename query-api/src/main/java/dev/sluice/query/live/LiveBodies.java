package dev.sluice.query.live;

import dev.sluice.alert.Alert;
import dev.sluice.feed.FeedEvent;
import dev.sluice.window.WindowTotals;

/// Events, alerts and windows as the API writes them: JSON of one line, in UTF-8.
public interface LiveBodies {
  byte[] event(FeedEvent event);

  byte[] alert(Alert alert);

  byte[] window(WindowTotals window);
}
