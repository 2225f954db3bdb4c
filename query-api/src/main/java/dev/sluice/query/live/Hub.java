package dev.sluice.query.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.dynamodb.ShardBeat;
import dev.sluice.feed.FeedBatch;
import dev.sluice.http.access.Access;
import dev.sluice.window.WindowTotals;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/// Where what happens meets those who want to know: one per replica. Each thing that happens is
/// handed to every connection that subscribed to it, in the order in which the feed was read, each
/// once; a connection that was resumed is first told what it has missed. Safe for any threads.
public final class Hub {
  /// Subscriptions that follow a resumption so soon are told the past together, so that what
  /// belongs to several of them comes once.
  static final Duration SETTLING = Duration.ofMillis(500);

  static final Duration HEARTBEAT = Duration.ofSeconds(5);
  static final Duration PROGRESS = Duration.ofSeconds(1);

  private final LiveLimits limits;
  private final ResumeTokens tokens;
  private final Clock clock;
  private final AtomicLong allQueuedBytes = new AtomicLong();
  private final Set<LiveConnection> connections = new LinkedHashSet<>();
  private final Subscriptions subscriptions = new Subscriptions();
  private final Switchboard switchboard;
  private final Replays replays;
  private final PipelineBoard pipeline;
  private final WindowBoard windows = new WindowBoard();
  private final SortedMap<String, String> positions = new TreeMap<>();
  private boolean degraded;
  private Instant nextHeartbeat;
  private Instant nextProgress;

  /// @param ringBytes what is kept for those who come back
  public Hub(
      LiveLimits limits, long ringBytes, LiveBodies bodies, ResumeTokens tokens, Clock clock) {
    this.limits = limits;
    this.tokens = tokens;
    this.clock = clock;
    this.switchboard = new Switchboard(subscriptions, bodies);
    this.replays = new Replays(new Ring(ringBytes), switchboard);
    Instant now = clock.instant();
    this.pipeline = new PipelineBoard(now);
    this.nextHeartbeat = now.plus(HEARTBEAT);
    this.nextProgress = now.plus(PROGRESS);
  }

  /// Takes a client in; it is granted nothing yet.
  ///
  /// @param until when its permission ends
  /// @throws LiveRefusal when there are too many
  public synchronized LiveConnection connect(Access access, Instant until, Outlet outlet) {
    if (connections.size() >= limits.connections()) {
      throw LiveRefusal.tooMany(
          "this replica has %d live connections, which is all it takes; come again later"
              .formatted(connections.size()));
    }
    long own =
        connections.stream()
            .filter(other -> other.access().principal().equals(access.principal()))
            .count();
    if (own >= limits.connectionsOfPrincipal()) {
      throw LiveRefusal.tooMany(
          "you have %d live connections to this replica; %d are accepted"
              .formatted(own, limits.connectionsOfPrincipal()));
    }
    LiveConnection connection = new LiveConnection(access, until, outlet, limits, allQueuedBytes);
    connections.add(connection);
    return connection;
  }

  /// The client has gone, or is to go.
  public synchronized void disconnect(LiveConnection connection) {
    connection.forget();
    connection.topics.forEach((id, topic) -> subscriptions.remove(connection, id, topic));
    connection.topics.clear();
    connections.remove(connection);
  }

  /// What a client said. Whatever is wrong with it is answered.
  public synchronized void receive(LiveConnection connection, String text) {
    if (connection.isClosed()) {
      return;
    }
    connection.sign(clock.instant());
    try {
      carryOut(connection, ClientMessages.parse(text));
    } catch (LiveRefusal refusal) {
      connection.answer(LiveMessages.error(ClientMessages.idOf(text), refusal));
    }
  }

  /// Tells a client that it does not get something.
  public void refuse(LiveConnection connection, LiveRefusal refusal) {
    connection.answer(refusal.message());
  }

  /// The client is still there. Who has shown this once has to go on showing it.
  public void sign(LiveConnection connection) {
    connection.sign(clock.instant());
  }

  /// What a client asked for by other means than a message.
  ///
  /// @throws LiveRefusal when it does not get it
  public synchronized void carryOut(LiveConnection connection, ClientMessage message) {
    switch (message) {
      case ClientMessage.Subscribe(String id, Topic topic) -> subscribe(connection, id, topic);
      case ClientMessage.Unsubscribe(String id) -> unsubscribe(connection, id);
      case ClientMessage.Resume(String token) -> resume(connection, token);
    }
  }

  private void subscribe(LiveConnection connection, String id, Topic topic) {
    Permission.require(connection.access(), topic);
    if (connection.topics.containsKey(id)) {
      throw LiveRefusal.malformed("id", "there is a subscription \"" + id + "\" already");
    }
    if (connection.topics.size() >= limits.subscriptions()) {
      throw LiveRefusal.tooMany(
          "there are %d subscriptions; a connection may have no more"
              .formatted(connection.topics.size()));
    }
    Replay replay = connection.replay;
    boolean resumed = false;
    if (replay != null && !replay.hasBegun()) {
      resumed = true;
      replay.postpone(clock.instant().plus(SETTLING));
    }
    connection.topics.put(id, topic);
    subscriptions.add(connection, id, topic);
    connection.answer(LiveMessages.ack("subscribe", id, resumed));
  }

  private void unsubscribe(LiveConnection connection, String id) {
    Topic topic = connection.topics.remove(id);
    if (topic == null) {
      throw LiveRefusal.malformed("id", "there is no subscription \"" + id + "\"");
    }
    subscriptions.remove(connection, id, topic);
    connection.answer(LiveMessages.ack("unsubscribe", id, false));
  }

  private void resume(LiveConnection connection, String token) {
    if (!connection.topics.isEmpty() || connection.replay != null) {
      throw LiveRefusal.malformed(
          "op", "resume has to come first, before any subscription, and once");
    }
    ResumePoint point =
        tokens
            .open(token)
            .orElseThrow(
                () -> LiveRefusal.wrong("token", token, "a resume token of this installation"));
    connection.replay = new Replay(point, clock.instant().plus(SETTLING));
    connection.answer(LiveMessages.ack("resume", null, true));
  }

  /// From here on a shard is read.
  ///
  /// @param position behind which everything will be delivered; empty for all of the shard
  synchronized void begin(String shard, String position) {
    positions.put(shard, position);
    replays.ring().begin(shard, position);
  }

  /// Something new. What is from before this replica was there is only kept for those who come
  /// back.
  synchronized void deliver(Delivery delivery, boolean past) {
    positions.put(delivery.shard(), delivery.item().position());
    replays.keep(delivery, connections);
    FeedBatch news = delivery.news();
    news.windows().forEach(window -> windows.note(delivery.shard(), window));
    if (!past) {
      pipeline.count(news);
      switchboard.hand(news, (one, position) -> one.isLive(), LiveConnection::offer);
    }
  }

  /// A window that has changed and of which the store has to be asked before it can be told.
  synchronized Optional<WindowBoard.Window> lackingWindow() {
    return windows.lacking();
  }

  /// @param byShard what the store has of the window
  synchronized void fill(WindowBoard.Window window, Map<String, List<WindowTotals>> byShard) {
    windows.fill(window, byShard);
  }

  /// A shard that was not heard of for long enough.
  synchronized void forget(String shard) {
    positions.remove(shard);
    replays.ring().forget(shard);
  }

  synchronized void beats(Collection<ShardBeat> beats) {
    pipeline.beats(beats);
  }

  /// @param away whether the feed cannot be read now
  synchronized void degraded(boolean away) {
    degraded = away;
  }

  /// The shards that are held, as last heard.
  public synchronized List<ShardBeat> shards() {
    return pipeline.shards();
  }

  /// What time brings: to be called several times a second.
  public synchronized void tick() {
    Instant now = clock.instant();
    replays.goOn(connections, now);
    for (LiveConnection connection : new ArrayList<>(connections)) {
      connection.check(now);
      if (connection.isClosed()) {
        disconnect(connection);
      }
    }
    boolean heartbeat = !now.isBefore(nextHeartbeat);
    if (heartbeat || !now.isBefore(nextProgress)) {
      tell(now, heartbeat);
    }
  }

  private void tell(Instant now, boolean heartbeat) {
    nextProgress = now.plus(PROGRESS);
    windows.changed().forEach(switchboard::hand);
    switchboard.hand(pipeline.take(now).getBytes(UTF_8));
    String token = tokens.seal(new ResumePoint(now, positions));
    LiveMessage progress = LiveMessages.progress(token);
    LiveMessage beat = LiveMessages.heartbeat(now, degraded, token);
    if (heartbeat) {
      nextHeartbeat = now.plus(HEARTBEAT);
    }
    for (LiveConnection connection : connections) {
      boolean news = connection.tookNews();
      if (heartbeat) {
        connection.ping();
      }
      if (connection.isLive() && (heartbeat || news)) {
        connection.mention(heartbeat ? beat : progress);
      }
    }
  }

  public synchronized int connections() {
    return connections.size();
  }

  /// Bytes that wait for slow clients.
  public long queuedBytes() {
    return allQueuedBytes.get();
  }

  /// Ends all connections: the replica stops.
  public synchronized void close() {
    List<LiveConnection> all = new ArrayList<>(connections);
    all.forEach(connection -> {
      connection.close(1001, "the replica stops; connect again");
      disconnect(connection);
    });
  }
}
