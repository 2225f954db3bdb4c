package dev.sluice.archiver.verify;

import dev.sluice.archive.catalog.ArchiveBucket;
import dev.sluice.archiver.lake.WorkDirectory;
import dev.sluice.deadletter.Letter;
import dev.sluice.deadletter.LetterJson;
import dev.sluice.deadletter.LetterKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;

/// The archiver's dead letters in the bucket.
///
/// @param work where they lie while they are read
public record LetterReader(ArchiveBucket bucket, Path work) implements RefusedEvents {
  private static final int AT_ONCE = 16;

  @Override
  public long read(DateRange dates, Consumer<UUID> known, Progress letters) throws IOException {
    try (WorkDirectory directory = WorkDirectory.below(work)) {
      return bucket.list(LetterKeys.CHANGES.prefix()).stream()
          .map(ArchiveBucket.Entry::key)
          .filter(key -> mayTellOf(dates, key))
          .gather(Gatherers.mapConcurrent(AT_ONCE, key -> read(key, directory)))
          .flatMap(List::stream)
          .peek(letter -> letters.more(1))
          .map(LetterReader::eventId)
          .filter(id -> {
            if (id != null) {
              known.accept(id);
            }
            return id == null;
          })
          .count();
    }
  }

  /// An event's removal comes after its time, give or take the clock of its device.
  private static boolean mayTellOf(DateRange dates, String key) {
    return LetterKeys.CHANGES
        .day(key)
        .filter(
            day -> dates.from().equals(LocalDate.MIN) || !day.isBefore(dates.from().minusDays(1)))
        .isPresent();
  }

  private List<Letter> read(String key, WorkDirectory directory) {
    Path file = directory.path(UUID.randomUUID().toString());
    try {
      if (!bucket.download(key, file)) {
        return List.of();
      }
      List<Letter> letters = LetterJson.read(Files.readAllBytes(file));
      Files.delete(file);
      return letters;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable UUID eventId(Letter letter) {
    String text = letter.glimpse().eventId();
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
