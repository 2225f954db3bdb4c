package dev.sluice.archiver.erase;

import dev.sluice.archive.catalog.ArchiveBucket;
import dev.sluice.archive.catalog.ArchiveBucket.Entry;
import dev.sluice.archiver.change.ChangeGlimpse;
import dev.sluice.archiver.erase.Removed.Kind;
import dev.sluice.archiver.lake.WorkDirectory;
import dev.sluice.deadletter.Letter;
import dev.sluice.deadletter.LetterFormatException;
import dev.sluice.deadletter.LetterJson;
import dev.sluice.dynamodb.Erasure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Gatherers;

/// Removes the dead letters of a device: those that name it, and those whose partition key it was.
/// An object that holds letters of others too is written again without them.
public final class LetterErasure implements Step {
  private static final String LETTERS = "rejected/";

  /// Of change records, which tell of an event that was received long before.
  private static final String CHANGES = LETTERS + "changes/";

  private static final int AT_ONCE = 16;

  private final ArchiveBucket bucket;
  private final Path workDirectory;

  public LetterErasure(ArchiveBucket bucket, Path workDirectory) {
    this.bucket = bucket;
    this.workDirectory = workDirectory;
  }

  @Override
  public String name() {
    return "dead letters";
  }

  @Override
  public List<String> run(Work work) throws IOException {
    LongAdder looked = new LongAdder();
    try (WorkDirectory directory = WorkDirectory.below(workDirectory)) {
      return bucket.list(LETTERS).stream()
          .map(Entry::key)
          .gather(
              Gatherers.mapConcurrent(
                  AT_ONCE,
                  key -> {
                    List<String> left = erase(key, directory.path(), work);
                    looked.increment();
                    tell(looked, work);
                    return left;
                  }))
          .flatMap(List::stream)
          .toList();
    }
  }

  private List<String> erase(String key, Path directory, Work work) {
    Path copy = directory.resolve(UUID.randomUUID().toString());
    try {
      if (bucket.download(key, copy)) {
        eraseFrom(key, copy, work);
      }
      return List.of();
    } catch (LetterFormatException e) {
      return List.of(
          key + " cannot be judged: " + e.getMessage() + ". Look at it, and delete or mend it");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      copy.toFile().delete();
    }
  }

  private void eraseFrom(String key, Path copy, Work work) throws IOException {
    boolean change = key.startsWith(CHANGES);
    List<Letter> letters = LetterJson.read(Files.readAllBytes(copy));
    List<Letter> kept =
        letters.stream().filter(letter -> !goes(letter, change, work.erasure())).toList();
    work.removed().add(Kind.DEAD_LETTERS, letters.size() - kept.size());
    if (work.dryRun() || kept.size() == letters.size()) {
      return;
    }
    if (kept.isEmpty()) {
      bucket.delete(List.of(key));
    } else {
      bucket.upload(key, Files.write(copy, LetterJson.write(kept)));
    }
  }

  private static boolean goes(Letter letter, boolean change, Erasure erasure) {
    String device = erasure.deviceId();
    boolean itsOwn =
        device.equals(letter.glimpse().deviceId()) || device.equals(letter.place().partitionKey());
    return itsOwn
        && (change ? coversEventOf(letter, erasure) : erasure.covers(letter.times().received()));
  }

  /// What does not tell when its event was received goes.
  private static boolean coversEventOf(Letter letter, Erasure erasure) {
    return ChangeGlimpse.receivedTime(letter.original()).map(erasure::covers).orElse(true);
  }

  private static void tell(LongAdder looked, Work work) {
    work.progress()
        .at(
            String.format(
                Locale.ROOT,
                "%,d objects looked at, %,d letters of the device",
                looked.sum(),
                work.removed().of(Kind.DEAD_LETTERS)));
  }
}
