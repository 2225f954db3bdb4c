package dev.sluice.ingest.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A queue in memory that does what SQS promises, and may be told to be away.
public final class InMemoryQueue implements SubmissionQueue {
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Clock clock;
  private int sent;
  private int receipts;
  private long receives;
  private boolean away;
  private int refusedDeletions;

  public InMemoryQueue(Clock clock) {
    this.clock = clock;
  }

  private static final class Entry {
    final String body;
    final Instant sent;
    Instant visible;
    String receipt = "";
    int receives;

    Entry(String body, Instant sent) {
      this.body = body;
      this.sent = sent;
      this.visible = sent;
    }
  }

  public synchronized String send(String body) {
    String id = "message-" + sent++;
    entries.put(id, new Entry(body, clock.instant()));
    notifyAll();
    return id;
  }

  public synchronized void setAway(boolean now) {
    away = now;
    notifyAll();
  }

  /// That many entries of deletions to come are refused.
  public synchronized void refuseDeletions(int count) {
    refusedDeletions = count;
  }

  public synchronized int size() {
    return entries.size();
  }

  /// How often somebody asked for messages.
  public synchronized long receives() {
    return receives;
  }

  /// How often a message was handed out; 0 of one that is gone.
  public synchronized int receivesOf(String id) {
    Entry entry = entries.get(id);
    return entry == null ? 0 : entry.receives;
  }

  @Override
  public synchronized List<Delivery> receive(int most, Duration wait, Duration hidden) {
    receives++;
    Instant end = clock.instant().plus(wait);
    List<Delivery> taken = take(most, hidden);
    while (taken.isEmpty() && clock.instant().isBefore(end)) {
      await(Duration.ofMillis(5));
      taken = take(most, hidden);
    }
    return taken;
  }

  private void await(Duration time) {
    try {
      TimeUnit.NANOSECONDS.timedWait(this, time.toNanos());
    } catch (InterruptedException e) {
      throw new QueueAwayException("interrupted", e);
    }
  }

  private List<Delivery> take(int most, Duration hidden) {
    check();
    Instant now = clock.instant();
    List<Delivery> taken = new ArrayList<>();
    Iterator<Map.Entry<String, Entry>> all = entries.entrySet().iterator();
    // as SQS, which looks at some of its servers only
    for (int looked = 0; all.hasNext() && taken.size() < most && looked < 1_000; looked++) {
      Map.Entry<String, Entry> one = all.next();
      Entry entry = one.getValue();
      if (!entry.visible.isAfter(now)) {
        entry.receipt = "receipt-" + receipts++;
        entry.visible = now.plus(hidden);
        entry.receives++;
        taken.add(new Delivery(one.getKey(), entry.receipt, entry.body, entry.sent));
      }
    }
    return taken;
  }

  @Override
  public synchronized List<Delivery> delete(List<Delivery> some) {
    check();
    List<Delivery> kept = new ArrayList<>();
    for (Delivery delivery : some) {
      if (refusedDeletions > 0) {
        refusedDeletions--;
        kept.add(delivery);
      } else {
        entries.remove(delivery.messageId());
      }
    }
    return kept;
  }

  @Override
  public synchronized void hide(List<Delivery> some, Duration howLong) {
    check();
    for (Delivery delivery : some) {
      Entry entry = entries.get(delivery.messageId());
      if (entry != null && entry.receipt.equals(delivery.receipt())) {
        entry.visible = clock.instant().plus(howLong);
      }
    }
    notifyAll();
  }

  @Override
  public synchronized Depth depth() {
    check();
    Instant now = clock.instant();
    long hidden = entries.values().stream().filter(entry -> entry.visible.isAfter(now)).count();
    return new Depth(entries.size() - hidden, hidden);
  }

  private void check() {
    if (away) {
      throw new QueueAwayException("told to be away", new IllegalStateException());
    }
  }
}
