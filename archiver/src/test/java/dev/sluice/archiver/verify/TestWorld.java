package dev.sluice.archiver.verify;

import dev.sluice.archiver.verify.Checkpoints.Checkpoint;
import dev.sluice.model.Position;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/// The pipeline as one that goes on between any two things that a reconciliation reads: a model of
/// the tables, the archive, the consumer, the archiver and erasure, moved by a seed.
final class TestWorld {
  private static final String SHARD = "shardId-000000000000";
  private static final Instant START = Instant.parse("2026-03-08T00:00:00Z");

  /// A stored event; the sequence is of the record that claimed it.
  record Stored(UUID id, Place place, String device, int sequence) {
    String position() {
      return new Position(Instant.EPOCH, SHARD, BigInteger.valueOf(sequence), 0, 0).text();
    }
  }

  /// A removal on its way to the archive.
  private record Change(Stored event, Instant at) {}

  final Random random;
  final Map<UUID, Stored> claims = new LinkedHashMap<>();
  final Map<UUID, Place> tombstones = new LinkedHashMap<>();
  final Map<UUID, Stored> table = new LinkedHashMap<>();
  final List<Stored> rows = new ArrayList<>();
  final Set<UUID> letters = new LinkedHashSet<>();
  private final List<Stored> claimedOnly = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<Place> places;
  private int sequence;
  private int checkpoint;
  private Instant now = START;
  private Instant nothingBefore = START;
  boolean archiverStands;
  boolean erasing;

  TestWorld(long seed, List<Place> places) {
    this.random = new Random(seed);
    this.places = places;
  }

  final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);

  /// Moves on.
  void steps(int count) {
    for (int i = 0; i < count; i++) {
      now = now.plusMillis(random.nextInt(200));
      switch (random.nextInt(12)) {
        case 0, 1, 2 -> claim();
        case 3, 4 -> store();
        case 5 -> checkpoint();
        case 6, 7 -> expire();
        case 8, 9 -> archive();
        case 10 -> storeAgain();
        default -> oneOf(List.copyOf(claims.values())).ifPresent(this::perhapsRare);
      }
    }
  }

  private void claim() {
    UUID id = new UUID(random.nextLong(), random.nextLong());
    Stored event =
        new Stored(
            id,
            places.get(random.nextInt(places.size())),
            "device-" + random.nextInt(20),
            ++sequence);
    claims.put(id, event);
    claimedOnly.add(event);
  }

  private void store() {
    claimedOnly.forEach(event -> table.put(event.id(), event));
    claimedOnly.clear();
  }

  private void checkpoint() {
    store();
    checkpoint = sequence;
  }

  private void expire() {
    oneOf(List.copyOf(table.values()))
        .ifPresent(event -> {
          table.remove(event.id());
          changes.add(new Change(event, now));
          if (random.nextInt(10) == 0) {
            changes.add(new Change(event, now)); // AWS delivers some twice
          }
        });
  }

  /// What the archiver has not committed is at the end of the list.
  private void archive() {
    if (archiverStands) {
      return;
    }
    for (Change change : changes) {
      Stored event = change.event();
      if (tombstones.containsKey(event.id())) {
        continue;
      }
      if (random.nextInt(30) == 0) {
        letters.add(event.id());
      } else {
        rows.add(event);
      }
    }
    changes.clear();
    nothingBefore = now;
  }

  /// The consumer reads a batch again, and its events may have expired meanwhile.
  private void storeAgain() {
    claims.values().stream()
        .filter(event -> event.sequence() > checkpoint - 5 && event.sequence() <= checkpoint)
        .findFirst()
        .ifPresent(event -> table.put(event.id(), event));
  }

  private void perhapsRare(Stored event) {
    switch (random.nextInt(20)) {
      case 0 -> erase(event.device());
      case 1 -> compact();
      case 2 -> forget(event);
      default -> {}
    }
  }

  /// As the command does: the consumer is past it, items before claims, then the archive.
  void erase(String device) {
    checkpoint();
    beginErasing(device);
    endErasing(device);
  }

  void beginErasing(String device) {
    erasing = true;
    for (Stored event : List.copyOf(claims.values())) {
      if (event.device().equals(device)) {
        table.remove(event.id());
        claims.remove(event.id());
        tombstones.put(event.id(), event.place());
      }
    }
  }

  void endErasing(String device) {
    rows.removeIf(row -> row.device().equals(device) && tombstones.containsKey(row.id()));
    letters.removeAll(tombstones.keySet());
    erasing = false;
  }

  private void compact() {
    Set<Stored> once = new LinkedHashSet<>(rows);
    rows.clear();
    rows.addAll(once);
  }

  /// A claim expires, long after its event was archived.
  private void forget(Stored event) {
    if (rows.contains(event)
        && event.sequence() < checkpoint - 5
        && !table.containsKey(event.id())) {
      claims.remove(event.id());
    }
  }

  <T> Optional<T> oneOf(List<T> all) {
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
  }

  /// Everything that was on its way arrives.
  void settle() {
    archiverStands = false;
    checkpoint();
    archive();
    now = now.plusSeconds(3_600);
    archive();
  }

  /// @param between how much happens between two things that are read
  Reconciliation.Sources sources(int between) {
    return new Reconciliation.Sources(
        new Claims() {
          @Override
          public void scan(DateRange dates, Claims.Sink sink, Progress read) {
            steps(random.nextInt(between + 1));
            claims.values().stream()
                .filter(event -> dates.contains(event.place().eventDate()))
                .forEach(event -> sink.claimed(event.id(), event.place(), event.position()));
            tombstones.forEach((id, place) -> {
              if (dates.contains(place.eventDate())) {
                sink.erased(id, place);
              }
            });
            steps(random.nextInt(between + 1));
          }

          @Override
          public Map<UUID, State> now(Collection<UUID> ids) {
            Map<UUID, State> states = new HashMap<>();
            ids.forEach(id -> states.put(id, state(id)));
            return states;
          }
        },
        (dates, sink, read) -> {
          // items that are there throughout are seen; of others perhaps half
          Set<UUID> before = Set.copyOf(table.keySet());
          steps(random.nextInt(between + 1));
          table.values().stream()
              .filter(event -> before.contains(event.id()) || random.nextBoolean())
              .filter(event -> dates.contains(event.place().eventDate()))
              .forEach(event -> sink.present(event.id(), event.place()));
          steps(random.nextInt(between + 1));
        },
        (dates, sink, read) -> {
          steps(random.nextInt(between + 1));
          rows.stream()
              .filter(row -> dates.contains(row.place().eventDate()))
              .forEach(row -> sink.archived(row.id(), row.place()));
        },
        this::readLetters,
        reach(between));
  }

  private long readLetters(DateRange dates, Consumer<UUID> known, Progress read) {
    letters.forEach(known);
    return 0;
  }

  private Claims.State state(UUID id) {
    return claims.containsKey(id)
        ? Claims.State.CLAIMED
        : tombstones.containsKey(id) ? Claims.State.ERASED : Claims.State.GONE;
  }

  private Reach reach(int between) {
    return new Reach() {
      @Override
      public Checkpoints consumer() {
        return new Checkpoints(Map.of(SHARD, Checkpoint.of(Integer.toString(checkpoint), 0)));
      }

      @Override
      public Optional<Instant> archive() {
        now = now.plusSeconds(1);
        steps(random.nextInt(between + 1));
        return Optional.of(nothingBefore);
      }

      @Override
      public boolean isErasing() {
        return erasing;
      }
    };
  }
}
