package dev.sluice.e2e.guarantee;

import dev.sluice.e2e.guarantee.Claimants.Copy;
import dev.sluice.e2e.guarantee.StoreFacts.Item;
import dev.sluice.e2e.guarantee.StoreFacts.Letter;
import dev.sluice.simulator.EventIdentity;
import dev.sluice.simulator.SendLog;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// Every event that came to lie on the stream ends in one way: stored, known already, or
/// dead-lettered with the right reason. And nothing ends that never was.
///
/// Valid, with `a@1` for an event of id `a` at place 1 of the stream:
/// - `a@1` on the stream, `a@1` in the table
/// - `a@1 a@2`, a re-send: `a@1` in the table
/// - `a@1 a@2` of which `2` lies on another shard: `a@1` or `a@2` in the table
/// - `x@1`, malformed: a letter for 1 with the reason of its defect
/// - `a@1`, and the claim on `a` is what an erasure left; of an erased device no letters are due
///
/// Invalid:
/// - `a@1` on the stream, nothing anywhere: lost
/// - `a@1` in the table and a letter for 1: stored and refused
/// - `a@1 a@2`, a re-send: `a@2` in the table, so 1 was passed over
/// - `a@2` a re-send, with a letter for 2: a known event is no dead letter
/// - `x@1`, malformed, with a letter for another reason, or none
/// - `b@9` in the table, or a letter for 9, with nothing at 9: a ghost
/// - `a@1` in the table, with the content of another event
/// - traces, none of which tells of a finished batch with the place in it: skipped
public record EveryEventAccounted() implements Promise {
  static final String NAME = "EVERY_EVENT_ACCOUNTED";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Judgement judge(History history) {
    return new Court(history).judge();
  }

  private static final class Court {
    private final History history;
    private final StoreIndex store;
    private final Map<UUID, Claimants> claimants;
    private final List<Breach> breaches = new ArrayList<>();

    private Court(History history) {
      this.history = history;
      this.store = StoreIndex.of(history.store());
      this.claimants = Claimants.of(history);
    }

    private Judgement judge() {
      claimants.values().forEach(this::judgeId);
      history.stream().sends().forEach(this::judgeRefused);
      history.store().events().forEach(this::judgeItem);
      history.store().letters().forEach(this::judgeLetter);
      for (Place place : history.stream().unknown()) {
        breach(List.of(place.toString()), "on the stream", "only what the send log knows");
      }
      if (!history.traces().isEmpty()) {
        judgeSkipped();
      }
      return new Judgement(NAME, history.stream().sends().size(), breaches);
    }

    private void judgeId(Claimants wanting) {
      List<Item> items = store.itemsOf(wanting.id());
      if (items.isEmpty() && history.store().erasure().isErased(wanting.id())) {
        return;
      }
      if (items.isEmpty()) {
        wanting
            .copies()
            .forEach(copy -> breach(copy, "not stored, " + store.fateOf(copy.place()), "stored"));
        return;
      }
      // with items in several places there is no telling which is right; another promise tells
      if (items.size() == 1) {
        wanting.at(items.getFirst().place()).forEach(holder -> judgeCopies(wanting, holder));
      }
    }

    private void judgeCopies(Claimants wanting, Copy holder) {
      for (Copy copy : wanting.copies()) {
        boolean same = copy.content() == holder.content();
        List<String> reasons = store.reasonsAt(copy.place());
        if (same && !reasons.isEmpty()) {
          breach(
              copy,
              "stored from " + holder.place() + ", and " + store.fateOf(copy.place()),
              copy == holder ? "stored only" : "a duplicate, no dead letter");
        } else if (same && history.stream().precedes(copy.place(), holder.place())) {
          breach(copy, "its later copy from " + holder.place() + " is stored", "stored");
        } else if (!same && !reasons.equals(List.of("id_collision"))) {
          breach(copy, store.fateOf(copy.place()), "one dead letter for id_collision");
        }
      }
    }

    private void judgeRefused(Place place, long number) {
      SendLog.Send send = history.send(number);
      String reason = Claimants.refusalOf(send);
      List<String> reasons = store.reasonsAt(place);
      boolean erased =
          reasons.isEmpty() && history.store().erasure().concerns(send.event().deviceId());
      if (!reason.isEmpty() && !erased && !reasons.equals(List.of(reason))) {
        breach(history.idsAt(place), store.fateOf(place), "one dead letter for " + reason);
      }
    }

    private void judgeItem(Item item) {
      Claimants wanting =
          claimants.getOrDefault(item.eventId(), new Claimants(item.eventId(), List.of()));
      List<Copy> source = wanting.at(item.place());
      List<String> ids = List.of(item.eventId().toString(), item.place().toString());
      if (source.isEmpty()) {
        breach(ids, "stored", "no such event at this place of the stream");
      } else if (!wanting.collide() && !isOf(item, source.getFirst().send().event())) {
        breach(ids, "stored as " + item, "stored as " + source.getFirst().send().event());
      }
    }

    private void judgeLetter(Letter letter) {
      Place place = letter.place();
      if (!history.stream().sends().containsKey(place)
          && !history.stream().unknown().contains(place)) {
        breach(List.of(place.toString()), store.fateOf(place), "nothing: nothing lies there");
      }
    }

    /// Tables cannot tell a duplicate that was seen from one that was skipped.
    private void judgeSkipped() {
      Map<String, List<Batch>> done =
          Batch.all(history).stream()
              .filter(batch -> batch.done() != null)
              .sorted(Comparator.comparing(Batch::first))
              .collect(Collectors.groupingBy(Batch::shardId));
      String shardId = "";
      Cover cover = new Cover(List.of());
      for (Place place : history.stream().sends().keySet()) {
        if (!place.shardId().equals(shardId)) {
          shardId = place.shardId();
          cover = new Cover(done.getOrDefault(shardId, List.of()));
        }
        if (!cover.holds(place.sequenceNumber())) {
          breach(history.idsAt(place), "in no batch that was done", "in a batch that was done");
        }
      }
    }

    private void breach(Copy copy, String found, String expected) {
      breach(history.idsAt(copy.place()), found, expected);
    }

    private void breach(List<String> ids, String found, String expected) {
      breaches.add(new Breach(NAME, ids, found, expected));
    }
  }

  /// Asked for ascending numbers.
  private static final class Cover {
    private final List<Batch> byFirst;
    private int next;
    private BigInteger end = BigInteger.ONE.negate();

    private Cover(List<Batch> byFirst) {
      this.byFirst = byFirst;
    }

    private boolean holds(BigInteger number) {
      while (next < byFirst.size() && byFirst.get(next).first().compareTo(number) <= 0) {
        end = end.max(byFirst.get(next).last());
        next++;
      }
      return number.compareTo(end) <= 0;
    }
  }

  static boolean isOf(Item item, EventIdentity event) {
    return item.deviceId().equals(event.deviceId())
        && item.eventType().equals(event.eventType())
        && item.eventKey().equals(event.eventKey());
  }
}
