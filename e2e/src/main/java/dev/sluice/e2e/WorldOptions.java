package dev.sluice.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What runs on this machine.
///
/// @param portOffset moves all fixed ports; empty takes free ones
/// @param workers of the consumer, all in one process
/// @param shards of the stream
/// @param retention of events; the accepted past is no longer
/// @param dataDirectory where tables and objects outlive the run; nothing does when empty
/// @param tableChanges whether changes of the events go to their stream, and an archiver reads it;
///   costs DynamoDB Local half of its speed
/// @param consumer configuration of the consumer beyond that
/// @param ingest configuration of ingest beyond that; empty where none runs
public record WorldOptions(
    OptionalInt portOffset,
    int workers,
    int shards,
    Duration retention,
    Optional<Path> dataDirectory,
    boolean tableChanges,
    Map<String, Object> consumer,
    Optional<Map<String, Object>> ingest) {
  static final String SERVER_PORT = "micronaut.server.port";

  /// Authentication is on the class path because of the query API; the others know none.
  private static final String FILTER = "micronaut.security.enabled";

  /// Short, to be watched: the price is many small files.
  private static final Duration EPOCH_AGE = Duration.ofSeconds(5);

  private static final int SORT_BYTES = 16 << 20;

  /// A fleet is one caller.
  private static final int MANY = 100_000;

  public WorldOptions {
    consumer = Map.copyOf(consumer);
    ingest = ingest.map(Map::copyOf);
    between("workers", workers, 16);
    between("shards", shards, 64);
    if (retention.isNegative() || retention.isZero()) {
      throw new IllegalArgumentException(
          "retention " + retention + " is not above zero; 15m is a quarter of an hour");
    }
  }

  private static void between(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + " " + value + " is not in 1.." + most);
    }
  }

  /// Without ingest.
  public WorldOptions(
      OptionalInt portOffset,
      int workers,
      int shards,
      Duration retention,
      Optional<Path> dataDirectory,
      boolean tableChanges,
      Map<String, Object> consumer) {
    this(
        portOffset,
        workers,
        shards,
        retention,
        dataDirectory,
        tableChanges,
        consumer,
        Optional.empty());
  }

  /// Two workers and four shards on free ports, gone at the end: for tests.
  public static WorldOptions ephemeral() {
    return new WorldOptions(
        OptionalInt.empty(), 2, 4, Duration.ofMinutes(15), Optional.empty(), true, Map.of());
  }

  public WorldOptions withConsumer(String property, Object value) {
    Map<String, Object> more = new HashMap<>(consumer);
    more.put(property, value);
    return new WorldOptions(
        portOffset, workers, shards, retention, dataDirectory, tableChanges, more, ingest);
  }

  /// @param settings of ingest beyond those that make it part of this
  public WorldOptions withIngest(Map<String, Object> settings) {
    return new WorldOptions(
        portOffset,
        workers,
        shards,
        retention,
        dataDirectory,
        tableChanges,
        consumer,
        Optional.of(settings));
  }

  public WorldOptions withoutTableChanges() {
    return new WorldOptions(
        portOffset, workers, shards, retention, dataDirectory, false, consumer, ingest);
  }

  /// The configuration of a consumer that is part of this.
  public Map<String, Object> consumerSettings() {
    Map<String, Object> settings = serverSettings(8081);
    settings.put(FILTER, false);
    settings.put("sluice.kinesis.workers", workers);
    settings.put("sluice.kinesis.timings", "LOCAL");
    settings.put("sluice.consumer.events.retention", retention);
    settings.put("sluice.consumer.events.accepted-past", retention);
    // the local stream forgets by bytes; claims need not outlive what can be read again
    settings.put("sluice.consumer.events.stream-retention", retention);
    settings.putAll(SampleRules.properties());
    settings.putAll(consumer);
    return settings;
  }

  /// The configuration of the query API that is part of this.
  public Map<String, Object> querySettings() {
    Map<String, Object> settings = serverSettings(8080);
    settings.putAll(SampleRules.properties());
    return settings;
  }

  /// The configuration of the archiver that is part of this.
  public Map<String, Object> archiverSettings(Path spool) {
    Map<String, Object> settings = serverSettings(8082);
    settings.put(FILTER, false);
    settings.put("sluice.kinesis.timings", "LOCAL");
    settings.put("sluice.archiver.epochs.age", EPOCH_AGE);
    settings.put("sluice.archiver.spool.directory", spool.toString());
    settings.put("sluice.archiver.spool.sort-bytes", SORT_BYTES);
    return settings;
  }

  /// The configuration of ingest that is part of this, where there is one.
  public Optional<Map<String, Object>> ingestSettings() {
    return ingest.map(more -> {
      Map<String, Object> settings = serverSettings(8083);
      settings.put("sluice.environment", "local");
      settings.put("sluice.security.mode", "off");
      settings.put("sluice.rate-limit.per-second", MANY);
      settings.put("sluice.rate-limit.burst", MANY);
      settings.put("sluice.ingest.accepted-past", retention);
      settings.put("sluice.ingest.udp.host", "127.0.0.1");
      settings.put("sluice.ingest.udp.port", portOffset.isEmpty() ? 0 : 8125 + offset());
      settings.putAll(more);
      return settings;
    });
  }

  private int offset() {
    return portOffset.orElse(0);
  }

  Map<String, Object> serverSettings(int fixedPort) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("micronaut.server.host", "127.0.0.1");
    settings.put(SERVER_PORT, port(fixedPort));
    return settings;
  }

  /// The port of a service; -1 asks Micronaut for a free one.
  private int port(int fixed) {
    return portOffset.isEmpty() ? -1 : fixed + portOffset.getAsInt();
  }
}
