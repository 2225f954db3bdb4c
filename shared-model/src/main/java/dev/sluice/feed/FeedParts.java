package dev.sluice.feed;

import dev.sluice.window.WindowTotals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/// Cuts a batch into bodies of at most [#MAX_BODY_BYTES], in an order that a reader which goes by
/// positions sees whole: a cut never separates what has one position, and each alert lies in the
/// part that first reaches its position.
///
/// The counts stand in the last part.
public final class FeedParts {
  /// What a body takes at most. An item of DynamoDB takes 400 KiB.
  public static final int MAX_BODY_BYTES = 256 << 10;

  private final FeedBatch batch;
  private final String last;
  private final List<FeedPart> parts = new ArrayList<>();
  private String reached = "";
  private int more;
  private FeedBody body;

  private FeedParts(FeedBatch batch, String last) throws IOException {
    this.batch = batch;
    this.last = last;
    this.body = new FeedBody();
  }

  /// @param last the last position that the batch speaks of, at or behind that of each event
  /// @return at least one, the last of them at `last` or, where many windows follow, right behind
  public static List<FeedPart> of(FeedBatch batch, String last) {
    try {
      return new FeedParts(batch, last).cut();
    } catch (IOException e) {
      throw new UncheckedIOException("in memory", e);
    }
  }

  private List<FeedPart> cut() throws IOException {
    Queue<FeedAlert> alerts = new ArrayDeque<>(batch.alerts());
    for (FeedEvent event : batch.events()) {
      takeAlertsBefore(event.position(), alerts);
      cutBefore(event.position());
      body.add(event);
      reached = event.position();
    }
    for (FeedAlert alert : alerts) {
      take(alert);
    }
    for (WindowTotals window : batch.windows()) {
      if (body.isFull()) {
        closeAt(afterLast());
      }
      body.add(window);
    }
    parts.add(new FeedPart(afterLast(), body.close(batch.counts(), batch.behindLatest())));
    return parts;
  }

  private void takeAlertsBefore(String position, Queue<FeedAlert> alerts) throws IOException {
    for (FeedAlert next = alerts.peek();
        next != null && next.position().compareTo(position) < 0;
        next = alerts.peek()) {
      take(alerts.remove());
    }
  }

  private void take(FeedAlert alert) throws IOException {
    cutBefore(alert.position());
    body.add(alert);
    if (alert.position().compareTo(reached) > 0) {
      reached = alert.position();
    }
  }

  private void cutBefore(String position) throws IOException {
    if (body.isFull() && position.compareTo(reached) > 0) {
      closeAt(reached);
    }
  }

  private void closeAt(String position) throws IOException {
    parts.add(new FeedPart(position, body.close(FeedCounts.NONE, batch.behindLatest())));
    body = new FeedBody();
  }

  /// Behind the last position, before the next one of the stream and of any time.
  private String afterLast() {
    String position = more == 0 ? last : last + "/+" + String.format("%04d", more);
    more++;
    return position;
  }
}
