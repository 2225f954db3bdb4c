package dev.sluice.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was sent, what must become of it, and what the ingest point said: enough to check a run
/// event by event.
///
/// Counts and newest events are kept always. Ids, rejections and acknowledgements grow with the run
/// (some 450 bytes a send) and are kept only by [#remembering()]. Thread-safe.
public final class SendLog {

  /// One id and how often it was used.
  ///
  /// @param event of the fresh send
  /// @param number of the fresh send
  public record IdUse(long number, EventIdentity event, int duplicates, int collisions) {
    private IdUse again(SendKind kind) {
      return kind instanceof SendKind.Duplicate
          ? new IdUse(number, event, duplicates + 1, collisions)
          : new IdUse(number, event, duplicates, collisions + 1);
    }
  }

  /// A send without its bytes.
  ///
  /// @param contentHash of its bytes, by [#contentHash]
  /// @param acknowledgement null if there was none: the stream may hold the send or not
  public record Send(
      long number,
      SendKind kind,
      EventIdentity event,
      long contentHash,
      @Nullable Acknowledgement acknowledgement) {
    private Send at(Acknowledgement accepted) {
      return new Send(number, kind, event, contentHash, accepted);
    }
  }

  /// A send that must end as a dead letter.
  public record ExpectedRejection(long number, String reason, EventIdentity event) {}

  /// A place in the device state: the newest event of a type on a device.
  public record DeviceType(String deviceId, String eventType) {}

  /// How many sends there were, and what must become of them; `sent = fresh + duplicates +
  /// rejected`.
  ///
  /// @param perhapsTwice acknowledged sends that the stream may hold twice; each adds one
  ///   duplicate, or one rejection, to what is expected if it does
  public record Totals(
      long sent,
      long acknowledged,
      long fresh,
      long duplicates,
      long rejected,
      long perhapsTwice) {}

  private final boolean remembering;
  private final Map<UUID, IdUse> byId = new HashMap<>();
  private final List<ExpectedRejection> rejections = new ArrayList<>();
  private final List<Send> sends = new ArrayList<>();
  private final SortedMap<String, Long> byReason = new TreeMap<>();
  private final SortedMap<String, Long> refused = new TreeMap<>();
  private final Map<DeviceType, String> newest = new HashMap<>();
  private long sent;
  private long acknowledged;
  private long fresh;
  private long duplicates;
  private long perhapsTwice;

  private SendLog(boolean remembering) {
    this.remembering = remembering;
  }

  /// Keeps everything: for runs that end.
  public static SendLog remembering() {
    return new SendLog(true);
  }

  /// Keeps counts and the newest events: memory is bounded by the size of the fleet.
  public static SendLog counting() {
    return new SendLog(false);
  }

  /// Notes a send. Sends come in the order of their numbers, from 0.
  public synchronized void sent(SentEvent event) {
    if (event.number() != sent) {
      throw new IllegalArgumentException("send " + event.number() + " is not the next, " + sent);
    }
    sent++;
    Optional<String> reason = event.kind().rejectReason();
    reason.ifPresent(text -> rejected(event, text));
    if (event.kind() instanceof SendKind.Fresh) {
      fresh++;
      newest.merge(
          new DeviceType(event.event().deviceId(), event.event().eventType()),
          event.event().eventKey(),
          (one, other) -> one.compareTo(other) >= 0 ? one : other);
    } else if (reason.isEmpty()) {
      duplicates++;
    }
    if (remembering) {
      sends.add(
          new Send(
              event.number(),
              event.kind(),
              event.event(),
              contentHash(event.record().bytes()),
              null));
      remember(event);
    }
  }

  private void rejected(SentEvent event, String reason) {
    byReason.merge(reason, 1L, Long::sum);
    if (remembering) {
      rejections.add(new ExpectedRejection(event.number(), reason, event.event()));
    }
  }

  private void remember(SentEvent sent) {
    UUID id = sent.event().eventId();
    if (id == null) {
      return;
    }
    switch (sent.kind()) {
      case SendKind.Fresh first -> byId.put(id, new IdUse(sent.number(), sent.event(), 0, 0));
      case SendKind.Duplicate again ->
          byId.computeIfPresent(id, (key, use) -> use.again(sent.kind()));
      case SendKind.Collision other ->
          byId.computeIfPresent(id, (key, use) -> use.again(sent.kind()));
      case SendKind.Malformed malformed -> {}
      case SendKind.Late late -> {}
    }
  }

  /// Notes what the ingest point said of a send.
  public synchronized void acknowledged(long number, Acknowledgement acknowledgement) {
    acknowledged++;
    perhapsTwice += acknowledgement.perhapsTwice() ? 1 : 0;
    acknowledgement.refusal().ifPresent(reason -> refused.merge(reason, 1L, Long::sum));
    if (remembering) {
      sends.set(Math.toIntExact(number), sends.get(Math.toIntExact(number)).at(acknowledgement));
    }
  }

  public synchronized Totals totals() {
    return new Totals(
        sent, acknowledged, fresh, duplicates, sent - fresh - duplicates, perhapsTwice);
  }

  /// How many sends must be dead-lettered for each reason, collisions and late events included.
  public synchronized SortedMap<String, Long> rejectionsByReason() {
    return new TreeMap<>(byReason);
  }

  /// How many of the acknowledged sends the ingest point refused itself, by reason: these never
  /// reach the stream.
  public synchronized SortedMap<String, Long> refusalsByReason() {
    return new TreeMap<>(refused);
  }

  /// The greatest event key sent for each device and type: what the device state must show.
  public synchronized Map<DeviceType, String> newest() {
    return Map.copyOf(newest);
  }

  /// Every id of a fresh send: each must be stored once, with the content of that send.
  public synchronized Map<UUID, IdUse> byId() {
    return Map.copyOf(remembered(byId));
  }

  /// The sends that must be dead-lettered, in order.
  public synchronized List<ExpectedRejection> rejections() {
    return List.copyOf(remembered(rejections));
  }

  /// Where a send lies on the stream; empty if it was not acknowledged.
  public synchronized Optional<Acknowledgement> acknowledgement(long number) {
    return Optional.ofNullable(remembered(sends).get(Math.toIntExact(number)).acknowledgement());
  }

  /// Every send, in order.
  public synchronized List<Send> sends() {
    return List.copyOf(remembered(sends));
  }

  /// What tells contents apart, wherever the bytes are met again: 64 bits of FNV-1a.
  ///
  /// @see <a href="https://datatracker.ietf.org/doc/draft-eastlake-fnv/">FNV</a>
  public static long contentHash(byte[] bytes) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : bytes) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }

  private <T> T remembered(T kept) {
    if (!remembering) {
      throw new IllegalStateException(
          "this log only counts; SendLog.remembering() keeps each send");
    }
    return kept;
  }
}
