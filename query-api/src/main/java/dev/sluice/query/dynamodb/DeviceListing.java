package dev.sluice.query.dynamodb;

import dev.sluice.dynamodb.DeviceSummary;
import dev.sluice.query.read.DeviceFilter;
import dev.sluice.query.read.SeenDevice;
import dev.sluice.query.read.Slice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbIndex;

/// One slice of the list of devices: the buckets of the sparse index, merged by time.
///
/// The index holds keys only, some hundred bytes a device. Prefixes are matched here, on what the
/// merge has examined, so that a slice which ran out of work still knows how far it got in each
/// bucket.
final class DeviceListing {
  private static final int MAX_EXAMINED = 5_000;

  private static final Comparator<DeviceBucket> NEWEST_FIRST =
      Comparator.comparing((DeviceBucket bucket) -> bucket.head().lastSeen())
          .reversed()
          .thenComparing(DeviceBucket::name);

  private final DynamoDbIndex<DeviceSummary> index;
  private final DeviceFilter filter;
  private final int limit;

  DeviceListing(DynamoDbIndex<DeviceSummary> index, DeviceFilter filter, int limit) {
    this.index = index;
    this.filter = filter;
    this.limit = limit;
  }

  Slice<SeenDevice> read(@Nullable String after) {
    DevicePlaces places = after == null ? new DevicePlaces() : DevicePlaces.parse(after);
    List<SeenDevice> found = new ArrayList<>();
    PriorityQueue<DeviceBucket> buckets = open(places);
    for (int examined = 0; !buckets.isEmpty(); examined++) {
      if (examined == MAX_EXAMINED) {
        return new Slice<>(found, places.text());
      }
      DeviceBucket bucket = buckets.remove();
      DeviceSummary head = bucket.head();
      boolean matches = head.deviceId().startsWith(filter.prefix());
      if (found.size() < limit) {
        if (matches) {
          found.add(new SeenDevice(head.deviceId(), head.lastSeen()));
        }
        places.passed(bucket.name(), head);
      } else if (matches) {
        return new Slice<>(found, places.text());
      }
      if (bucket.advance()) {
        buckets.add(bucket);
      }
    }
    return new Slice<>(found, null);
  }

  private PriorityQueue<DeviceBucket> open(DevicePlaces places) {
    PriorityQueue<DeviceBucket> open = new PriorityQueue<>(NEWEST_FIRST);
    int atOnce = limit / DeviceSummary.buckets().size() * 2 + 10;
    for (String name : DeviceSummary.buckets()) {
      DeviceBucket bucket = new DeviceBucket(index, name, filter, places.of(name), atOnce);
      if (bucket.advance()) {
        open.add(bucket);
      }
    }
    return open;
  }
}
