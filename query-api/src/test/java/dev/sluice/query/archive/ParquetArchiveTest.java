package dev.sluice.query.archive;

import static dev.sluice.query.read.Events.NOW;
import static dev.sluice.query.read.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.sluice.archive.CountedParts;
import dev.sluice.archive.WrittenFile;
import dev.sluice.archive.catalog.InMemoryArchiveBucket;
import dev.sluice.archive.catalog.Manifests;
import dev.sluice.archive.parquet.FileLayout;
import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.archive.row.Partition;
import dev.sluice.model.Event;
import dev.sluice.model.Timestamps;
import dev.sluice.query.read.ArchiveRepository;
import dev.sluice.query.read.ArchiveRepositoryContract;
import dev.sluice.query.read.ArchiveUnavailableException;
import dev.sluice.query.read.EventRange;
import dev.sluice.query.read.Order;
import dev.sluice.query.read.Slice;
import dev.sluice.query.read.TooScatteredException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The contract, by files as the archiver writes them and with bounds that are soon reached; and
/// what is Parquet's own: requests, bounds, files that are replaced.
class ParquetArchiveTest extends ArchiveRepositoryContract {
  private static final ArchiveLimits TIGHT = new ArchiveLimits(3, 5, 10_000, 40, 4, 512, 4_000, 3);

  private final InMemoryArchiveBucket bucket = new InMemoryArchiveBucket();
  private final Manifests manifests = new Manifests(bucket);
  private final CountedParts parts = new CountedParts(bucket);
  private final AtomicLong nanos = new AtomicLong();
  private final ParquetArchive tight = archive(TIGHT, nanos::get);
  private int files;

  private ParquetArchive archive(ArchiveLimits limits, Ticker ticker) {
    return new ParquetArchive(bucket, parts, limits, ticker);
  }

  @Override
  protected ArchiveRepository repository() {
    return tight;
  }

  /// As epochs of any size, each with a file in some partitions.
  @Override
  protected void archive(Collection<Event> events) {
    List<Event> rest = new ArrayList<>(events);
    while (!rest.isEmpty()) {
      List<Event> epoch = rest.subList(0, Math.min(rest.size(), 1 + random.nextInt(60)));
      seal(epoch);
      epoch.clear();
    }
    nanos.addAndGet(Catalog.STALE_AFTER.toNanos() + 1);
  }

  /// @return the keys of the files
  private List<String> seal(Collection<Event> epoch) {
    List<String> keys = new ArrayList<>();
    Map<Partition, List<ArchiveRow>> partitions =
        epoch.stream()
            .map(event -> new ArchiveRow(event, "position", event.receivedTime()))
            .collect(Collectors.groupingBy(ArchiveRow::partition));
    partitions.forEach((partition, rows) -> {
      String key = "events/%s/%05d.parquet".formatted(partition.path(), files++);
      bucket.put(key, WrittenFile.bytes(rows, FileLayout.DEFAULT));
      manifests.add(partition, List.of(key));
      keys.add(key);
    });
    return keys;
  }

  /// A device's events of a day, one every so often, with a neighbour's in between.
  private static List<Event> day(int count) {
    List<Event> events = new ArrayList<>();
    Instant start = Instant.parse("2026-03-04T00:00:00Z");
    for (int i = 0; i < count; i++) {
      Instant time = start.plus(Duration.ofDays(1).multipliedBy(i).dividedBy(count));
      events.add(event("sensor", "temperature", time, "sensor " + i));
      events.add(event("neighbour", "temperature", time, "neighbour " + i));
    }
    return events;
  }

  private static EventRange range(@Nullable String type, Order order) {
    return new EventRange("sensor", NOW.minus(Duration.ofDays(3)), NOW, type, order);
  }

  @ParameterizedTest
  @EnumSource
  void aThousandEventsOfADayInOneFileAreAFewRequests(Order order) {
    List<Event> events = day(1_000);
    seal(events);
    ParquetArchive archive = archive(ArchiveLimits.DEFAULT, nanos::get);

    Slice<Event> slice =
        archive.findByDeviceIdAndEventTimeBetween(range("temperature", order), 1_000, null);

    assertThat(slice.items())
        .containsExactlyElementsOf(expected(events, range("temperature", order)));
    assertThat(parts.requests()).isLessThanOrEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource
  void ofFilesOfFiveMinutesOnlyThoseAreReadThatThePageNeeds(Order order) {
    List<Event> events = day(2_880);
    for (int from = 0; from < events.size(); from += 20) {
      seal(events.subList(from, from + 20));
    }
    ParquetArchive archive = archive(ArchiveLimits.DEFAULT, nanos::get);
    EventRange range = range("temperature", order);

    archive.findByDeviceIdAndEventTimeBetween(range, 1, null);
    assertThat(parts.requests()).as("an outline of each file, then").isLessThanOrEqualTo(288 + 8);
    parts.reset();

    Slice<Event> slice = archive.findByDeviceIdAndEventTimeBetween(range, 100, null);

    assertThat(slice.items()).containsExactlyElementsOf(expected(events, range).subList(0, 100));
    assertThat(parts.requests()).as("10 of 288 files, read 8 at a time").isLessThanOrEqualTo(16);
    assertThat(all(range, 100)).hasSize(2_880);
  }

  @Test
  void aQuestionThatIsNotAboutTheArchivedDaysReadsNoFile() {
    seal(day(100));

    assertThat(
            archive(ArchiveLimits.DEFAULT, nanos::get)
                .findByDeviceIdAndEventTimeBetween(
                    new EventRange("sensor", NOW, NOW.plusSeconds(60), null, Order.DESC), 10, null))
        .isEqualTo(new Slice<>(List.of(), null));
    assertThat(parts.requests()).isZero();
  }

  @Test
  void aSpentQuestionSaysWhereToGoOn() {
    seal(day(10));
    ArchiveLimits oneDay = new ArchiveLimits(1, 500, 10_000, 1_000, 64, 512, 1 << 20, 8);

    Slice<Event> slice =
        archive(oneDay, nanos::get)
            .findByDeviceIdAndEventTimeBetween(range(null, Order.DESC), 10, null);

    assertThat(slice.items()).isEmpty();
    assertThat(slice.next()).isEqualTo("2026-03-05T00:00:00.000Z");
  }

  @Test
  void aManifestIsReadAnewBeforeLong() {
    List<Event> events = day(10);
    seal(events.subList(0, 10));
    EventRange range = range(null, Order.ASC);
    assertThat(all(range, 100)).hasSize(5);

    seal(events.subList(10, 20));
    nanos.addAndGet(Duration.ofSeconds(29).toNanos());

    assertThat(all(range, 100)).containsExactlyElementsOf(expected(events, range));
  }

  @Test
  void aFileThatWasReplacedSinceIsLookedForInTheManifestAgain() {
    List<Event> events = day(10);
    List<String> sources = seal(events);
    EventRange range = range(null, Order.ASC);
    assertThat(all(range, 2)).hasSize(10);
    Partition partition =
        new Partition(Timestamps.day(events.getFirst().eventTime()), "temperature");
    String key = "events/" + partition.path() + "/compacted-0123456789abcdef-00000.parquet";
    bucket.put(key, bucket.content(sources.getFirst()).orElseThrow());

    manifests.replace(partition, sources, List.of(key));
    bucket.delete(sources);

    assertThat(all(range, 2)).containsExactlyElementsOf(expected(events, range));
  }

  @Test
  void aListedFileThatIsNotThereIsAnArchiveThatIsAway() {
    bucket.delete(seal(day(10)));

    assertThatThrownBy(() -> all(range(null, Order.ASC), 2))
        .isInstanceOf(ArchiveUnavailableException.class)
        .hasMessageContaining("not there");
  }

  @Test
  void moreTypesOrFilesThanAreLookedAtAreRefusedWithAWayOut() {
    for (int i = 0; i < 6; i++) {
      seal(List.of(event("sensor", "type-" + i, NOW.minusSeconds(i), "typed " + i)));
    }

    assertThatThrownBy(() -> all(range(null, Order.DESC), 10))
        .isInstanceOf(TooScatteredException.class)
        .hasMessageContaining("6 event types of 2026-03-05")
        .hasMessageContaining("one type");
    assertThat(all(range("type-3", Order.DESC), 10)).hasSize(1);

    ArchiveLimits fewFiles = new ArchiveLimits(62, 500, 5, 1_000, 64, 512, 1 << 20, 8);
    assertThatThrownBy(() ->
            archive(fewFiles, nanos::get)
                .findByDeviceIdAndEventTimeBetween(range(null, Order.DESC), 10, null))
        .isInstanceOf(TooScatteredException.class)
        .hasMessageContaining("6 files of 2026-03-05");
  }

  @Test
  void moreFilesAtOnePlaceThanAreReadAreRefused() {
    for (int i = 0; i < 12; i++) {
      seal(List.of(event("sensor", "t", NOW.minusSeconds(1), "same " + i)));
    }
    ArchiveLimits few = new ArchiveLimits(62, 500, 10_000, 1_000, 2, 6, 1 << 20, 2);

    assertThatThrownBy(() ->
            archive(few, nanos::get)
                .findByDeviceIdAndEventTimeBetween(
                    new EventRange("sensor", NOW.minusSeconds(1), NOW, "t", Order.ASC), 100, null))
        .isInstanceOf(TooScatteredException.class)
        .hasMessageContaining("more than 6 files");
  }
}
