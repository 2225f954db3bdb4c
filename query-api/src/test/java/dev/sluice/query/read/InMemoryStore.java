package dev.sluice.query.read;

import dev.sluice.alert.Alert;
import dev.sluice.dynamodb.DeviceDay;
import dev.sluice.dynamodb.QualityMinute;
import dev.sluice.dynamodb.StoredAlert;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.dynamodb.WindowItem;
import dev.sluice.model.Event;
import dev.sluice.model.EventKey;
import dev.sluice.model.Timestamps;
import dev.sluice.quality.QualityCounts;
import dev.sluice.window.WindowField;
import dev.sluice.window.WindowLength;
import dev.sluice.window.WindowTotals;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All repositories over maps, for tests of what lies above them.
public final class InMemoryStore
    implements Store,
        EventRepository,
        DeviceRepository,
        DayRepository,
        QualityRepository,
        AlertRepository,
        WindowRepository {
  private final Clock clock;
  private final Map<UUID, EventKey> claims = new ConcurrentHashMap<>();
  private final Map<EventKey, StoredEvent> events = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Event>> states = new ConcurrentHashMap<>();
  private final Map<String, Integer> snapshotsRead = new ConcurrentHashMap<>();
  private final Map<String, Instant> lastSeen = new ConcurrentHashMap<>();
  private final Set<DeviceDay> days = ConcurrentHashMap.newKeySet();
  private final Map<String, QualityMinute> quality = new ConcurrentHashMap<>();
  private final Map<String, WindowItem> windows = new ConcurrentHashMap<>();
  private final Map<UUID, StoredAlert> alerts = new ConcurrentHashMap<>();

  public InMemoryStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void put(StoredEvent event) {
    putClaim(event);
    events.put(event.key(), event);
  }

  @Override
  public void putClaim(StoredEvent event) {
    claims.put(event.event().eventId(), event.key());
  }

  @Override
  public void erase(StoredEvent event) {
    events.remove(event.key());
    claims.remove(event.event().eventId());
  }

  @Override
  public void putState(Event newest) {
    states
        .computeIfAbsent(newest.deviceId(), id -> new ConcurrentSkipListMap<>())
        .put(newest.eventType(), newest);
  }

  @Override
  public void putSummary(String deviceId, Instant seen) {
    lastSeen.put(deviceId, Timestamps.minute(seen));
  }

  @Override
  public void putDay(DeviceDay day) {
    days.add(day);
  }

  @Override
  public Slice<Event> findByEventDate(EventDay day, int limit, @Nullable String after) {
    SortedMap<String, Event> rest = new TreeMap<>();
    for (StoredEvent item : events.values()) {
      Event event = item.event();
      for (DeviceDay noted : days) {
        if (isVisible(item)
            && noted.expiresAt().isAfter(clock.instant())
            && noted.deviceId().equals(event.deviceId())
            && noted.deviceId().startsWith(day.devicePrefix())
            && noted.date().equals(day.date())
            && Timestamps.day(event.eventTime()).equals(day.date())
            && (day.type() == null || event.eventType().equals(day.type()))) {
          rest.put(noted.bucket() + "/" + event.deviceId() + "/" + item.key().eventKey(), event);
        }
      }
    }
    if (after != null) {
      rest = rest.tailMap(after + "\0");
    }
    List<String> places = List.copyOf(rest.keySet());
    return places.size() <= limit
        ? new Slice<>(List.copyOf(rest.values()), null)
        : new Slice<>(List.copyOf(rest.values()).subList(0, limit), places.get(limit - 1));
  }

  @Override
  public void putQuality(QualityMinute minute) {
    quality.put(minute.key(), minute);
  }

  @Override
  public void putAlert(StoredAlert alert) {
    alerts.put(alert.alert().alertKey(), alert);
  }

  @Override
  public Slice<Alert> findByReceivedTimeBetween(
      AlertRange range, int limit, @Nullable String after) {
    List<Alert> found =
        alerts.values().stream()
            .filter(stored -> stored.expiresAt().isAfter(clock.instant()))
            .map(StoredAlert::alert)
            .filter(range::holds)
            .filter(alert -> after == null || AlertRepository.place(alert).compareTo(after) < 0)
            .sorted(Comparator.comparing(AlertRepository::place).reversed())
            .toList();
    List<Alert> page = found.subList(0, Math.min(limit, found.size()));
    return new Slice<>(
        page, page.size() < found.size() ? AlertRepository.place(page.getLast()) : null);
  }

  @Override
  public void putWindow(WindowItem window) {
    windows.put(window.bucket() + window.key(), window);
  }

  @Override
  public SortedMap<Instant, WindowTotals> findByStartBetween(
      WindowField of, WindowLength length, Instant from, Instant to) {
    SortedMap<Instant, WindowTotals> sum = new TreeMap<>();
    windowsOf(length)
        .filter(item -> !item.start().isBefore(from) && item.start().isBefore(to))
        .flatMap(item -> Stream.ofNullable(item.totals().get(of)))
        .forEach(totals -> sum.merge(totals.start(), totals, WindowTotals::plus));
    return sum;
  }

  @Override
  public Map<String, List<WindowTotals>> findByStart(WindowLength length, Instant start) {
    return windowsOf(length)
        .filter(item -> item.start().equals(length.start(start)))
        .collect(Collectors.toMap(WindowItem::shard, item -> List.copyOf(item.totals().values())));
  }

  private Stream<WindowItem> windowsOf(WindowLength length) {
    return windows.values().stream()
        .filter(item -> item.length() == length)
        .filter(item -> item.expiresAt().isAfter(clock.instant()));
  }

  @Override
  public SortedMap<String, QualityCounts> findByReceivedMinuteBetween(Instant from, Instant to) {
    QualitySum sum = new QualitySum();
    quality.values().stream()
        .filter(minute -> !minute.minute().isBefore(from) && minute.minute().isBefore(to))
        .filter(minute -> minute.expiresAt().isAfter(clock.instant()))
        .forEach(sum::add);
    return sum.types();
  }

  @Override
  public Optional<Event> findById(UUID eventId) {
    return Optional.ofNullable(claims.get(eventId))
        .flatMap(key -> Optional.ofNullable(events.get(key)))
        .filter(this::isVisible)
        .map(StoredEvent::event);
  }

  @Override
  public Slice<Event> findByDeviceIdAndEventTimeBetween(
      EventRange range, int limit, @Nullable String after) {
    Comparator<Event> byKey = Comparator.comparing(event -> event.key().eventKey());
    Comparator<String> byText = Comparator.naturalOrder();
    boolean ascending = range.order() == Order.ASC;
    Comparator<String> order = ascending ? byText : byText.reversed();
    List<Event> rest =
        events.values().stream()
            .filter(this::isVisible)
            .map(StoredEvent::event)
            .filter(event -> event.deviceId().equals(range.deviceId()))
            .filter(event -> !event.eventTime().isBefore(range.from()))
            .filter(event -> event.eventTime().isBefore(range.to()))
            .filter(event -> range.type() == null || event.eventType().equals(range.type()))
            .filter(event -> after == null || order.compare(event.key().eventKey(), after) > 0)
            .sorted(ascending ? byKey : byKey.reversed())
            .toList();
    return rest.size() <= limit
        ? new Slice<>(rest, null)
        : new Slice<>(rest.subList(0, limit), rest.get(limit - 1).key().eventKey());
  }

  @Override
  public Optional<DeviceSnapshot> findById(String deviceId, boolean consistent) {
    snapshotsRead.merge(deviceId, 1, Integer::sum);
    Map<String, Event> state = states.getOrDefault(deviceId, Map.of());
    Instant seen = lastSeen.get(deviceId);
    return state.isEmpty() && seen == null
        ? Optional.empty()
        : Optional.of(new DeviceSnapshot(deviceId, seen, List.copyOf(state.values()), true));
  }

  /// How often the device was read.
  public int snapshotsRead(String deviceId) {
    return snapshotsRead.getOrDefault(deviceId, 0);
  }

  @Override
  public List<Optional<DeviceSnapshot>> findAllById(List<String> deviceIds) {
    return deviceIds.stream().map(deviceId -> findById(deviceId, false)).toList();
  }

  @Override
  public Slice<SeenDevice> findAllOrderByLastSeenDesc(
      DeviceFilter filter, int limit, @Nullable String after) {
    List<SeenDevice> rest =
        devices()
            .filter(device -> device.deviceId().startsWith(filter.prefix()))
            .filter(device -> isSince(device, filter.seenSince()))
            .filter(device -> isUntil(device, filter.seenUntil()))
            .sorted(Comparator.comparing(InMemoryStore::place).reversed())
            .filter(device -> after == null || place(device).compareTo(after) < 0)
            .toList();
    return rest.size() <= limit
        ? new Slice<>(rest, null)
        : new Slice<>(rest.subList(0, limit), place(rest.get(limit - 1)));
  }

  private Stream<SeenDevice> devices() {
    return lastSeen.entrySet().stream()
        .map(entry -> new SeenDevice(entry.getKey(), entry.getValue()));
  }

  private static boolean isSince(SeenDevice device, @Nullable Instant since) {
    return since == null || !device.lastSeen().isBefore(Timestamps.minute(since));
  }

  private static boolean isUntil(SeenDevice device, @Nullable Instant until) {
    return until == null || !device.lastSeen().isAfter(Timestamps.minute(until));
  }

  private static String place(SeenDevice device) {
    return Timestamps.format(device.lastSeen()) + " " + device.deviceId();
  }

  private boolean isVisible(StoredEvent event) {
    return event.expiresAt().isAfter(clock.instant());
  }
}
