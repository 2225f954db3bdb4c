package dev.sluice.e2e.guarantee;

import dev.sluice.e2e.guarantee.ArchiveFacts.Row;
import dev.sluice.e2e.guarantee.StoreFacts.Holder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// What has expired is in one row of the archive, with the content that was stored; nothing else is
/// there. What was stored is known by the claims, which outlive the events.
///
/// Valid, with `a` for an event of id `a`:
/// - claim `a`, item `a`, no row: not expired yet
/// - claim `a`, no item, one row `a`
/// - claim `a`, no item, a dead letter of the archiver for `a`
///
/// Invalid:
/// - claim `a`, no item, no row: it is lost
/// - claim `a`, two rows `a`, in one file or in two
/// - claim `a`, item `a`, row `a`: archived before it expired
/// - row `a`, no claim: it was never stored
/// - a row `a` whose content is not what the claim stands for
public record EveryExpiredEventArchivedOnce() implements Promise {
  static final String NAME = "EVERY_EXPIRED_EVENT_ARCHIVED_ONCE";

  @Override
  public String name() {
    return NAME;
  }

  /// A run in which nothing was archived says nothing about it: what is missing then was not
  /// stored.
  @Override
  public boolean concerns(History history) {
    return !history.store().archive().rows().isEmpty();
  }

  @Override
  public Judgement judge(History history) {
    ArchiveFacts archive = history.store().archive();
    Map<UUID, List<Row>> rows = new LinkedHashMap<>();
    archive
        .rows()
        .forEach(row -> rows.computeIfAbsent(row.eventId(), id -> new ArrayList<>(1)).add(row));
    List<Breach> breaches = new ArrayList<>();
    Set<UUID> claimed = new HashSet<>();
    for (Holder claim : history.store().claims()) {
      claimed.add(claim.eventId());
      judge(claim, rows.getOrDefault(claim.eventId(), List.of()), archive, breaches);
    }
    rows.forEach((id, found) -> {
      if (!claimed.contains(id)) {
        breaches.add(breach(id, found, "in the archive, without a claim", "nothing"));
      }
    });
    long expired = claimed.stream().filter(id -> !archive.present().contains(id)).count();
    return new Judgement(NAME, expired, breaches);
  }

  private static void judge(
      Holder claim, List<Row> rows, ArchiveFacts archive, List<Breach> breaches) {
    UUID id = claim.eventId();
    if (archive.present().contains(id)) {
      if (!rows.isEmpty()) {
        breaches.add(breach(id, rows, "in the table and in the archive", "no row yet"));
      }
    } else if (rows.isEmpty()) {
      if (!archive.refused().contains(id)) {
        breaches.add(breach(id, rows, "neither in the table nor in the archive", "one row"));
      }
    } else if (rows.size() > 1) {
      breaches.add(breach(id, rows, "in " + rows.size() + " rows", "one row"));
    } else if (!isWhatWasStored(rows.getFirst(), claim)) {
      breaches.add(
          breach(id, rows, "a row with other content", "the content of " + claim.eventKey()));
    }
  }

  private static boolean isWhatWasStored(Row row, Holder claim) {
    return row.eventKey().equals(claim.eventKey()) && row.fingerprint().equals(claim.fingerprint());
  }

  private static Breach breach(UUID id, List<Row> rows, String found, String expected) {
    List<String> ids =
        Stream.concat(Stream.of(id.toString()), rows.stream().map(Row::file)).toList();
    return new Breach(NAME, ids, found, expected);
  }
}
