package dev.sluice.query.dynamodb;

import dev.sluice.dynamodb.DeviceDay;
import dev.sluice.model.Event;
import dev.sluice.query.dynamodb.DayEvents.Part;
import dev.sluice.query.read.EventDay;
import dev.sluice.query.read.Slice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;

/// One slice of a day: the devices of its partitions, one after the other, and of each its events;
/// some devices are read at a time.
///
/// The work of a slice: at most [#MAX_COST] partitions of events, those that fill their megabyte
/// counting [#HEAVY] times, and not much more than [#MAX_CHARACTERS] of payload.
final class DayWalk {
  private static final int MAX_COST = 100;
  private static final int HEAVY = 8;
  private static final long MAX_CHARACTERS = 4 << 20;

  private final DynamoDbTable<DeviceDay> days;
  private final DayEvents events;
  private final EventDay day;
  private final Fanout fanout;
  private final Instant now;

  private final List<Event> found = new ArrayList<>();
  private DayPlace place = DayPlace.START;
  private int cost;
  private long characters;

  DayWalk(
      DynamoDbTable<DeviceDay> days, DayEvents events, EventDay day, Fanout fanout, Instant now) {
    this.days = days;
    this.events = events;
    this.day = day;
    this.fanout = fanout;
    this.now = now;
  }

  Slice<Event> read(int limit, @Nullable String after) {
    place = after == null ? DayPlace.START : DayPlace.parse(after);
    List<String> buckets = DeviceDay.buckets(day.date());
    if (place.device() != null && place.eventKey() != null) {
      readRest(place.device(), place.eventKey(), limit);
    }
    while (!isFull(limit)) {
      DayDevices devices =
          new DayDevices(days, day, buckets.get(place.bucket()), place.device(), now);
      while (devices.hasNext() && !isFull(limit)) {
        readSome(devices, limit);
      }
      if (!isFull(limit)) {
        if (place.bucket() == buckets.size() - 1) {
          return new Slice<>(found, null);
        }
        place = new DayPlace(place.bucket() + 1, null, null);
      }
    }
    return new Slice<>(found, place.text());
  }

  private boolean isFull(int limit) {
    return found.size() >= limit || cost >= MAX_COST || characters >= MAX_CHARACTERS;
  }

  private void readSome(Iterator<String> devices, int limit) {
    List<String> some = new ArrayList<>(Fanout.WIDTH);
    while (devices.hasNext() && some.size() < Math.min(Fanout.WIDTH, MAX_COST - cost)) {
      some.add(devices.next());
    }
    int room = limit - found.size();
    for (Part part : fanout.all(some, device -> events.read(device, null, room))) {
      if (isFull(limit)) {
        return;
      }
      take(part, limit);
      if (part.stoppedAt() != null && place.eventKey() != null) {
        readRest(part.device(), place.eventKey(), limit);
      }
    }
  }

  private void readRest(String device, String after, int limit) {
    String from = after;
    while (from != null && !isFull(limit)) {
      take(events.read(device, from, limit - found.size()), limit);
      from = place.eventKey();
    }
  }

  /// Takes as many as there is room for, and moves to where it stopped.
  private void take(Part part, int limit) {
    cost += part.stoppedAt() == null ? 1 : HEAVY;
    int taken = Math.min(part.events().size(), limit - found.size());
    for (Event event : part.events().subList(0, taken)) {
      found.add(event);
      characters += event.payload().length();
    }
    String reached =
        taken < part.events().size() ? found.getLast().key().eventKey() : part.stoppedAt();
    place = new DayPlace(place.bucket(), part.device(), reached);
  }
}
