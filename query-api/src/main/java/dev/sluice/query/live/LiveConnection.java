package dev.sluice.query.live;

import dev.sluice.http.access.Access;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One client: what it subscribed to, and what waits for it.
///
/// The queue is bounded. A client that takes messages too slowly loses the newest, is told how many
/// once it has caught up with half of the queue, and goes on from there. Safe for any threads.
public final class LiveConnection {
  private static final int UNREAD_ANSWERS = 100;

  private final Access access;
  private final Instant until;
  private final Outlet outlet;
  private final LiveLimits limits;
  private final AtomicLong allQueuedBytes;

  /// Guarded by the hub.
  final Map<String, Topic> topics = new TreeMap<>();

  /// Where it is in telling what a client has missed while it was away; null when it is not.
  /// Guarded by the hub.
  @Nullable Replay replay;

  private final Queue<LiveMessage> queue = new ArrayDeque<>();
  private long queuedBytes;
  private long dropped;
  private boolean dropping;
  private boolean toldSomething;
  private long credits;
  private boolean draining;
  private boolean closed;
  private long taken;
  private long takenBefore;
  private Instant waitsSince = Instant.MAX;
  private volatile Instant lastSign = Instant.MAX;

  LiveConnection(
      Access access, Instant until, Outlet outlet, LiveLimits limits, AtomicLong allQueuedBytes) {
    this.access = access;
    this.until = until;
    this.outlet = outlet;
    this.limits = limits;
    this.allQueuedBytes = allQueuedBytes;
  }

  Access access() {
    return access;
  }

  /// Whether it is told what happens as it happens.
  boolean isLive() {
    return replay == null;
  }

  /// Allows the outlet so many messages more; what waits is sent at once.
  public synchronized void grant(long messages) {
    credits = credits + messages < 0 ? Long.MAX_VALUE : credits + messages;
    drain();
  }

  /// The client has shown that it is there.
  void sign(Instant now) {
    lastSign = now;
  }

  /// No sign of life is to be expected any more but that messages are taken.
  public void expectNoSigns() {
    lastSign = Instant.MAX;
  }

  /// Something that happened. Lost, and counted, where there is no room.
  synchronized void offer(LiveMessage message) {
    if (closed) {
      return;
    }
    if (dropping || !hasRoom(message)) {
      dropping = true;
      dropped++;
      return;
    }
    toldSomething = true;
    add(message);
  }

  /// An answer to the client itself, which may not be lost: one who asks and asks and does not
  /// listen is sent away.
  synchronized void answer(LiveMessage message) {
    if (queue.size() >= limits.queuedMessages() + UNREAD_ANSWERS) {
      close(1008, "answers are not read");
    } else if (!closed) {
      add(message);
    }
  }

  /// Something that is of no use later.
  synchronized void mention(LiveMessage message) {
    if (!closed && !dropping && hasRoom(message)) {
      add(message);
    }
  }

  /// Whether it was told of anything that happened since this was asked.
  synchronized boolean tookNews() {
    boolean told = toldSomething;
    toldSomething = false;
    return told;
  }

  /// Counts what was lost without being offered.
  synchronized void miss(long messages) {
    if (messages > 0) {
      dropped += messages;
      dropping = true;
      catchUp();
    }
  }

  /// Whether the queue is at most half full: more of what is past may be told.
  synchronized boolean hasRoomForThePast() {
    return !dropping && isHalfEmpty();
  }

  private boolean isHalfEmpty() {
    return queue.size() <= limits.queuedMessages() / 2 && queuedBytes <= limits.queuedBytes() / 2;
  }

  private boolean hasRoom(LiveMessage message) {
    return queue.size() < limits.queuedMessages()
        && queuedBytes + message.weight() <= limits.queuedBytes()
        && allQueuedBytes.get() + message.weight() <= limits.allQueuedBytes();
  }

  private void add(LiveMessage message) {
    queue.add(message);
    queuedBytes += message.weight();
    allQueuedBytes.addAndGet(message.weight());
    drain();
  }

  /// An outlet may grant from within send.
  private void drain() {
    if (draining) {
      return;
    }
    draining = true;
    try {
      while (!closed && credits > 0 && !queue.isEmpty()) {
        LiveMessage message = queue.remove();
        release(message.weight());
        credits--;
        taken++;
        outlet.send(message);
        catchUp();
      }
    } finally {
      draining = false;
    }
  }

  /// Tells what was lost, once there is room for what comes.
  private void catchUp() {
    if (dropping && isHalfEmpty()) {
      dropping = false;
      LiveMessage missed = LiveMessages.missed(dropped);
      dropped = 0;
      add(missed);
    }
  }

  private void release(long bytes) {
    queuedBytes -= bytes;
    allQueuedBytes.addAndGet(-bytes);
  }

  /// Ends it when its permission has, or when the client shows no sign of life.
  synchronized void check(Instant now) {
    if (!until.isAfter(now)) {
      close(1008, "the token has expired");
    } else if (hasGone(now)) {
      close(1008, "no sign of life for " + limits.idle());
    } else {
      catchUp();
    }
  }

  private boolean hasGone(Instant now) {
    if (queue.isEmpty() || taken != takenBefore || waitsSince == Instant.MAX) {
      takenBefore = taken;
      waitsSince = now;
    }
    Instant longAgo = now.minus(limits.idle());
    return lastSign.isBefore(longAgo) || waitsSince.isBefore(longAgo);
  }

  synchronized void ping() {
    if (!closed) {
      outlet.ping();
    }
  }

  synchronized void close(int code, String reason) {
    if (!closed) {
      forget();
      outlet.close(code, reason);
    }
  }

  /// The client has gone.
  synchronized void forget() {
    closed = true;
    release(queuedBytes);
    queue.clear();
  }

  public synchronized boolean isClosed() {
    return closed;
  }

  /// Messages that wait.
  synchronized int queued() {
    return queue.size();
  }
}
