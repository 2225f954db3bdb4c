package dev.sluice.e2e.guarantee;

import dev.sluice.e2e.guarantee.StoreFacts.Holder;
import dev.sluice.e2e.guarantee.StoreFacts.Item;
import dev.sluice.e2e.guarantee.StoreFacts.Letter;
import dev.sluice.e2e.guarantee.StoreFacts.State;
import dev.sluice.simulator.Acknowledgement;
import dev.sluice.simulator.Defect;
import dev.sluice.simulator.EventIdentity;
import dev.sluice.simulator.SendKind;
import dev.sluice.simulator.SendLog;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A run that never was. What is put on its stream is consumed as Sluice promises to, one tick of
/// the clock an act, by sessions that are named `<process>/<session>`; then a test forges what was
/// noted of it.
///
/// An event is named by a letter: its id ends in it.
final class ForgedRun {
  private static final Instant START = Instant.parse("2026-03-05T12:00:00Z");

  final List<SendLog.Send> sends = new ArrayList<>();
  final List<StreamFacts.Found> stream = new ArrayList<>();
  final Map<String, Set<String>> parents = new HashMap<>();
  final Map<UUID, Item> items = new LinkedHashMap<>();
  final List<Item> moreItems = new ArrayList<>();
  final Map<UUID, Holder> claims = new LinkedHashMap<>();
  final Map<String, State> states = new LinkedHashMap<>();
  final Map<Place, Letter> letters = new LinkedHashMap<>();
  ErasureFacts erasure = ErasureFacts.NONE;
  final List<ArchiveFacts.Row> rows = new ArrayList<>();
  final Set<UUID> expired = new HashSet<>();
  final Set<UUID> refused = new HashSet<>();
  final List<CheckpointSample> checkpoints = new ArrayList<>();
  final Map<String, List<TraceEntry>> traces = new TreeMap<>();
  final List<MetricSample> metrics = new ArrayList<>();
  final Map<String, Counts> counts = new HashMap<>();
  private final TreeMap<Place, SendLog.Send> lying = new TreeMap<>();
  private final Set<String> opened = new HashSet<>();
  private long ticks;

  static UUID id(char name) {
    return UUID.fromString("00000000-0000-4000-8000-0000000000" + hex(name));
  }

  private static String hex(char name) {
    return "%02x".formatted((int) name);
  }

  static Place place(String shardId, long sequence) {
    return Place.ofRecord(shardId, Long.toString(sequence));
  }

  Instant now() {
    return START.plusSeconds(ticks);
  }

  Instant tick() {
    return START.plusSeconds(++ticks);
  }

  // what is sent

  /// @param minute of the event's time
  long fresh(char name, String device, int minute) {
    return send(new SendKind.Fresh(), event(id(name), device, minute));
  }

  long fresh(UUID id, String device, int minute) {
    return send(new SendKind.Fresh(), event(id, device, minute));
  }

  long again(long number) {
    return send(new SendKind.Duplicate(number), sends.get((int) number).event());
  }

  long collision(long with, int minute) {
    EventIdentity first = sends.get((int) with).event();
    UUID id = Objects.requireNonNull(first.eventId());
    return send(new SendKind.Collision(with), event(id, first.deviceId(), minute));
  }

  long malformed(Defect defect) {
    return send(new SendKind.Malformed(defect), event(null, "device-x", 0));
  }

  long late(char name) {
    return send(new SendKind.Late(), event(id(name), "device-x", 0));
  }

  private static EventIdentity event(@Nullable UUID id, String device, int minute) {
    return new EventIdentity(id, device, "temperature", null, START.plusSeconds(60L * minute));
  }

  private long send(SendKind kind, EventIdentity event) {
    long number = sends.size();
    long content = kind instanceof SendKind.Duplicate(long of) ? of : number;
    sends.add(new SendLog.Send(number, kind, event, hash(content), null));
    return number;
  }

  private static long hash(long content) {
    return SendLog.contentHash(Long.toString(content).getBytes(StandardCharsets.UTF_8));
  }

  /// Puts a send on the stream without an answer to its sender.
  void lands(long number, String shardId, long sequence) {
    SendLog.Send send = sends.get((int) number);
    Place place = place(shardId, sequence);
    stream.add(new StreamFacts.Found(place, send.contentHash()));
    lying.put(place, send);
  }

  void put(long number, String shardId, long sequence) {
    put(number, shardId, sequence, false);
  }

  void put(long number, String shardId, long sequence, boolean perhapsTwice) {
    lands(number, shardId, sequence);
    SendLog.Send send = sends.get((int) number);
    Acknowledgement at = Acknowledgement.at(shardId, Long.toString(sequence), perhapsTwice);
    sends.set(
        (int) number, new SendLog.Send(number, send.kind(), send.event(), send.contentHash(), at));
  }

  // what is consumed

  /// A batch that is done.
  void consume(String session, String shardId, long first, long last) {
    new ForgedBatch(this, session, shardId).begin(first, last).claim().store().deadLetter().done();
  }

  ForgedBatch begin(String session, String shardId, long first, long last) {
    return new ForgedBatch(this, session, shardId).begin(first, last);
  }

  void checkpoint(String shardId, String sequenceNumber) {
    checkpoints.add(CheckpointSample.of(tick(), shardId, sequenceNumber));
  }

  void sample(String process, boolean atRest) {
    metrics.add(
        new MetricSample(
            tick(), process, counts.getOrDefault(process, new Counts()).tally(), atRest));
  }

  /// The records of a batch.
  Map<Place, SendLog.Send> between(String shardId, long first, long last) {
    return lying.subMap(place(shardId, first), true, place(shardId, last), true);
  }

  void note(String session, TraceEntry entry) {
    traces.computeIfAbsent(processOf(session), name -> new ArrayList<>()).add(entry);
  }

  void open(String session, String shardId) {
    if (opened.add(session)) {
      note(session, new TraceEntry.Opened(tick(), session, "worker", shardId));
    }
  }

  Counts countsOf(String session) {
    return counts.computeIfAbsent(processOf(session), name -> new Counts());
  }

  private static String processOf(String session) {
    return session.substring(0, session.indexOf('/'));
  }

  // the evidence

  List<TraceEntry> trace(String process) {
    return Objects.requireNonNull(traces.get(process));
  }

  Counts counts(String process) {
    return Objects.requireNonNull(counts.get(process));
  }

  Item item(char name) {
    return Objects.requireNonNull(items.get(id(name)));
  }

  /// The entries of a process that are of one kind, to be forged.
  <T extends TraceEntry> List<T> noted(String process, Class<T> kind) {
    return trace(process).stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  void replace(String process, TraceEntry old, TraceEntry forged) {
    List<TraceEntry> trace = trace(process);
    trace.set(trace.indexOf(old), forged);
  }

  static BigInteger number(long sequence) {
    return BigInteger.valueOf(sequence);
  }

  /// Time to live removes an item, and its row comes to a file of its own.
  void expire(char name) {
    expired.add(id(name));
    rows.add(row(name));
  }

  ArchiveFacts.Row row(char name) {
    Item item = item(name);
    return new ArchiveFacts.Row(
        item.eventId(), item.eventKey(), item.fingerprint(), name + ".parquet");
  }

  private Set<UUID> present(List<Item> all) {
    return all.stream()
        .map(Item::eventId)
        .filter(id -> !expired.contains(id))
        .collect(Collectors.toSet());
  }

  History history() {
    List<Item> all = new ArrayList<>(items.values());
    all.addAll(moreItems);
    return new History(
        sends,
        StreamFacts.of(stream, sends, parents),
        new StoreFacts(
            all,
            List.copyOf(claims.values()),
            List.copyOf(states.values()),
            List.copyOf(letters.values()),
            new ArchiveFacts(rows, present(all), refused),
            erasure),
        checkpoints,
        traces.entrySet().stream().map(one -> Trace.of(one.getKey(), one.getValue())).toList(),
        metrics);
  }
}
