package dev.sluice.e2e.console;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What [CannedApi] answers with: some devices, one of whose ids and payloads are hostile, and
/// numbers that repeat themselves.
final class CannedAnswers {
  /// No device id that Sluice takes; the page must not rely on that.
  static final String HOSTILE = "<img src=x onerror=document.title='owned'>";

  /// As long as an id may be.
  static final String LONG = "long-".repeat(26).substring(0, 128);

  private static final List<String> DEVICES =
      Stream.concat(
              Stream.of(HOSTILE, LONG),
              IntStream.range(0, 70).mapToObj("thermostat-%03d"::formatted))
          .toList();

  private CannedAnswers() {}

  static String access(String authentication, String... scopes) {
    return """
    {"principal":"ada","scopes":[%s],"device_prefix":"","authentication":"%s"}\
    """
        .formatted(quoted(List.of(scopes)), authentication);
  }

  static String devices(Map<String, String> query) {
    String prefix = query.getOrDefault("prefix", "");
    int limit = Integer.parseInt(query.getOrDefault("limit", "50"));
    int from = Integer.parseInt(query.getOrDefault("cursor", "0"));
    List<String> found = DEVICES.stream().filter(id -> id.startsWith(prefix)).toList();
    String items =
        found.stream()
            .skip(from)
            .limit(limit)
            .map(id -> "{\"device_id\":\"%s\",\"last_seen\":\"%s\"}".formatted(id, minute()))
            .collect(Collectors.joining(","));
    String cursor = from + limit < found.size() ? "\"" + (from + limit) + "\"" : "null";
    return "{\"items\":[" + items + "],\"next_cursor\":" + cursor + "}";
  }

  static Optional<String> device(String id) {
    if (!DEVICES.contains(id)) {
      return Optional.empty();
    }
    String newest = event(id, 21) + "," + door(id);
    return Optional.of(
        """
        {"device_id":"%s","last_seen":"%s","events":[%s],"complete":true}\
        """
            .formatted(id, minute(), newest));
  }

  static String event(String device, int celsius) {
    return """
    {"event_id":"169a9a74-0b1f-4e4e-9c0b-6f5b7d3a2c11","device_id":"%s","event_type":"temperature",\
    "event_time":"%s","received_time":"%2$s","source":"adapter_event","payload":{"celsius":%d.10,\
    "battery":{"percent":81,"state":"<b>full</b>"},"firmware":"4.2.1","charging":false}}\
    """
        .formatted(device, Instant.now().truncatedTo(ChronoUnit.MILLIS), celsius);
  }

  private static String door(String device) {
    return """
    {"event_id":"169a9a74-0b1f-4e4e-9c0b-6f5b7d3a2c12","device_id":"%s","event_type":"door",\
    "event_subtype":"opened","event_time":"%s","received_time":"%2$s","source":"named_event",\
    "payload":{"door":"K","open_seconds":37,"badges":[1187]}}\
    """
        .formatted(device, minute());
  }

  static String series(Map<String, String> query) {
    Instant from = Instant.parse(query.get("from"));
    Instant to = Instant.parse(query.get("to"));
    int points = 120;
    long step = (to.toEpochMilli() - from.toEpochMilli()) / points;
    String items =
        IntStream.range(0, points)
            .mapToObj(i -> bucket(from.plusMillis(i * step), 20 + 4 * Math.sin(i / 9.0)))
            .collect(Collectors.joining(","));
    return "{\"items\":[" + items + "],\"skipped\":3}";
  }

  private static String bucket(Instant start, double average) {
    return """
    {"time":"%s","avg":%.3f,"min":%.3f,"max":%.3f,"count":12}\
    """
        .formatted(start, average, average - 1.5, average + 1.2);
  }

  static String quality() {
    return """
    {"from":"%s","to":"%1$s","items":[%s,%s,%s],"total":{%s}}\
    """
        .formatted(
            minute(),
            quality("temperature", 0.982, 0.9996),
            quality("network_connection", 0.9995, 1),
            quality("(unknown)", 1, 0.25),
            shares(0.984, 0.991));
  }

  private static String quality(String type, double uniqueness, double valid) {
    return "{\"event_type\":\"" + type + "\"," + shares(uniqueness, valid) + "}";
  }

  private static String shares(double uniqueness, double valid) {
    return """
    "received":48211,"stored":47002,"duplicate":873,"rejected":336,"id_collision":12,\
    "uniqueness":%s,"completeness":{"event_id":1.0,"payload":0.9981},\
    "validity":{"json":1.0,"envelope":null,"event_time":%s}\
    """
        .formatted(uniqueness, valid);
  }

  /// @param second decides the numbers
  static String pipeline(int second) {
    int stored = 190 + (int) (30 * Math.sin(second / 17.0)) + second * 7 % 13;
    int duplicate = second * 5 % 4;
    int rejected = second % 3;
    return """
    {"kind":"pipeline","ids":["pipeline"],"pipeline":{"interval_ms":1000,"received":%d,"stored":%d,\
    "duplicate":%d,"rejected":%d,"erased":0,"rejected_reasons":{"missing_member":%d,"id_collision":1},\
    "shards":[{"shard":"shardId-000000000000","lag_ms":%d},{"shard":"shardId-000000000001","lag_ms":0},\
    {"shard":"shardId-000000000002","lag_ms":310},{"shard":"shardId-000000000003","lag_ms":85}]}}\
    """
        .formatted(
            stored + duplicate + rejected,
            stored,
            duplicate,
            rejected,
            rejected,
            second * 53 % 900);
  }

  static String window(int second) {
    return """
    {"kind":"window","ids":["windows"],"window":{"event_type":"temperature","field":"/payload/celsius",\
    "window":"1m","window_start":"%s","count":%d,"sum":%d,"min":12.5,"max":31.25,"avg":20.4}}\
    """
        .formatted(minute(), second, second * 20);
  }

  /// @param state `raised` or `cleared`; what is cleared was raised under the same number
  static String alert(int number, String state) {
    boolean raised = state.equals("raised");
    return """
    {"alert_key":"%s-%d","rule":"too-hot","state":"%1$s","device_id":"thermostat-%03d",\
    "event_type":"temperature","received_time":"%s","event_id":"169a9a74-0b1f-4e4e-9c0b-6f5b7d3a2c11",\
    "event_time":"%4$s","value":31.2,"detail":"/payload/celsius is 31.2, above 30 for 1 minute"%s}\
    """
        .formatted(
            state,
            number,
            number,
            Instant.now().truncatedTo(ChronoUnit.MILLIS),
            raised ? "" : ",\"raised_key\":\"raised-" + number + "\"");
  }

  static String problem(int status, String detail) {
    return """
    {"type":"about:blank","title":"Problem","status":%d,"detail":"%s","instance":"/v1"}\
    """
        .formatted(status, detail);
  }

  private static String minute() {
    return Instant.now().truncatedTo(ChronoUnit.MINUTES).toString();
  }

  private static String quoted(List<String> texts) {
    return texts.stream().map(text -> '"' + text + '"').collect(Collectors.joining(","));
  }
}
