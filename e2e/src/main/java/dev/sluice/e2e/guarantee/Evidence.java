package dev.sluice.e2e.guarantee;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.sluice.deadletter.Letter;
import dev.sluice.dynamodb.Claim;
import dev.sluice.dynamodb.DeviceState;
import dev.sluice.e2e.Tally;
import dev.sluice.e2e.aws.ArchiveContents;
import dev.sluice.e2e.aws.Leases;
import dev.sluice.e2e.aws.StoreContents;
import dev.sluice.e2e.aws.StreamTail;
import dev.sluice.model.Event;
import dev.sluice.model.Fingerprint;
import dev.sluice.simulator.SendLog;
import dev.sluice.wire.CanonicalJson;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gathers the evidence of a run from the live services, through the SDK's own settings.
///
/// [#gather] is to be called all through the run, every second or so: it follows the stream, which
/// may forget, and takes samples of the checkpoints. [#history] reads what lies in the store and is
/// for the end, when everything is consumed. Thread-safe.
public final class Evidence implements AutoCloseable {
  private static final ObjectReader JSON =
      new ObjectMapper().reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final Logger LOG = LoggerFactory.getLogger(Evidence.class);

  private final Path traces;
  private final Clock clock;
  private final StreamTail stream = new StreamTail();
  private final Leases leases = new Leases();
  private final List<CheckpointSample> checkpoints = new ArrayList<>();
  private final List<MetricSample> metrics = new ArrayList<>();

  /// @param traces the directory in which each worker process writes its [TraceFile]
  public Evidence(Path traces, Clock clock) {
    this.traces = traces;
    this.clock = clock;
  }

  /// Reads the stream on and samples the checkpoints. While a service is away there is nothing to
  /// be had of it, and the next call takes up what this one had to leave.
  public synchronized void gather() {
    attempt("stream", stream::readOn);
    attempt("checkpoints", this::sampleCheckpoints);
  }

  private static void attempt(String what, Runnable gathering) {
    try {
      gathering.run();
    } catch (RuntimeException e) {
      LOG.debug("no evidence of the {} now: {}", what, e.getMessage());
    }
  }

  private void sampleCheckpoints() {
    List<Leases.Held> read = leases.read();
    Instant at = clock.instant();
    for (Leases.Held lease : read) {
      checkpoints.add(
          new CheckpointSample(at, lease.shardId(), lease.checkpoint(), lease.subSequence()));
    }
  }

  /// Notes what a worker process counts.
  ///
  /// @param process as its trace is named
  /// @param atRest whether it has nothing left to do
  public synchronized void counted(String process, Tally tally, boolean atRest) {
    metrics.add(new MetricSample(clock.instant(), process, tally, atRest));
  }

  /// All of it. Call it when everything sent is consumed.
  public synchronized History history(SendLog log) {
    stream.readOn();
    sampleCheckpoints();
    List<SendLog.Send> sends = log.sends();
    List<StreamFacts.Found> found =
        stream.landed().stream()
            .map(record ->
                new StreamFacts.Found(
                    Place.ofRecord(record.shardId(), record.sequenceNumber()),
                    record.contentHash()))
            .toList();
    return new History(
        sends,
        StreamFacts.of(found, sends, stream.parents()),
        store(),
        checkpoints,
        TraceFile.readAll(traces),
        metrics);
  }

  private static StoreFacts store() {
    try (StoreContents contents = new StoreContents()) {
      return factsOf(contents);
    }
  }

  /// What lies in the store now.
  public static StoreFacts factsOf(StoreContents contents) {
    List<StoreFacts.Item> events =
        contents
            .events()
            .map(stored -> item(stored.event(), stored.position()))
            .collect(Collectors.toCollection(ArrayList::new));
    ArchiveFacts archive = archive(contents, events);
    return new StoreFacts(
        events,
        contents.claims().map(Evidence::holder).toList(),
        contents.states().map(Evidence::state).toList(),
        contents.deadLetters().stream().map(Evidence::letter).toList(),
        archive,
        ErasureEvidence.of(contents));
  }

  /// Adds what has expired to the events: it was stored, as all else must find.
  private static ArchiveFacts archive(StoreContents contents, List<StoreFacts.Item> events) {
    Set<UUID> present = events.stream().map(StoreFacts.Item::eventId).collect(Collectors.toSet());
    List<ArchiveFacts.Row> rows = new ArrayList<>();
    ArchiveContents.read((file, row) -> {
      StoreFacts.Item item = item(row.event(), row.position());
      rows.add(
          new ArchiveFacts.Row(item.eventId(), item.eventKey(), item.fingerprint(), file.intern()));
      if (!present.contains(item.eventId())) {
        events.add(item);
      }
    });
    Set<UUID> refused =
        contents.changeLetters().stream()
            .map(letter -> letter.glimpse().eventId())
            .filter(Objects::nonNull)
            .map(UUID::fromString)
            .collect(Collectors.toSet());
    return new ArchiveFacts(rows, present, refused);
  }

  private static StoreFacts.Item item(Event event, String position) {
    return new StoreFacts.Item(
        event.eventId(),
        event.deviceId().intern(),
        event.eventType().intern(),
        event.key().eventKey(),
        Place.ofPosition(position),
        fingerprint(event));
  }

  private static String fingerprint(Event event) {
    try {
      return Fingerprint.of(event, CanonicalJson.of(JSON.readTree(event.payload()))).text();
    } catch (JsonProcessingException e) {
      return "none: its payload is no JSON";
    }
  }

  private static StoreFacts.Holder holder(Claim claim) {
    return new StoreFacts.Holder(
        claim.eventId(),
        claim.key().eventKey(),
        Place.ofPosition(claim.position()),
        claim.fingerprint().text());
  }

  private static StoreFacts.State state(DeviceState state) {
    return new StoreFacts.State(
        state.event().deviceId(), state.event().eventType(), state.eventKey());
  }

  private static StoreFacts.Letter letter(Letter letter) {
    return new StoreFacts.Letter(
        Place.ofPosition(letter.id()),
        letter.cause().reason(),
        SendLog.contentHash(letter.original()));
  }

  @Override
  public void close() {
    stream.close();
    leases.close();
  }
}
