package dev.sluice.e2e.guarantee;

import static dev.sluice.e2e.guarantee.ForgedRun.id;
import static dev.sluice.e2e.guarantee.ForgedRun.place;

import dev.sluice.e2e.guarantee.ErasureFacts.Left;
import dev.sluice.e2e.guarantee.StoreFacts.Holder;
import dev.sluice.e2e.guarantee.StoreFacts.Item;
import dev.sluice.e2e.guarantee.StoreFacts.Letter;
import dev.sluice.e2e.guarantee.StoreFacts.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What can be wrong with what lies in the store.
final class StoreForgeries {
  private static final String PARENT = Sample.PARENT;
  private static final String OTHER = Sample.OTHER;
  private static final String CHILD = Sample.CHILD;

  private static final Instant ERASED_AT = Instant.parse("2026-03-05T13:00:00Z");

  private StoreForgeries() {}

  private static Forgery left(String what, String where, Instant received) {
    return Forgery.of(
        what,
        run ->
            run.erasure =
                new ErasureFacts(
                    Map.of("device-9", ERASED_AT),
                    List.of(
                        new Left(where, id('x').toString(), "device-9", received),
                        new Left("item", id('y').toString(), "device-9", ERASED_AT.plusMillis(1)),
                        new Left("item", id('z').toString(), "device-8", received)),
                    Set.of()),
        "ERASED_STAYS_ERASED x");
  }

  static List<Forgery> erasures() {
    return List.of(
        left("an item of an erased device is left", "item", ERASED_AT.minusSeconds(1)),
        left("an item of the very moment is left", "item", ERASED_AT),
        left("a row comes to the archive late", "events/a.parquet", ERASED_AT.minusSeconds(1)),
        left("a state is left", "state", ERASED_AT.minusSeconds(1)),
        left("a letter is left", "letter", ERASED_AT.minusSeconds(1)),
        Forgery.of(
            "an event is lost beside an erased one",
            run -> {
              run.items.remove(id('e'));
              run.states.remove("device-3");
              run.checkpoints.removeIf(sample -> sample.shardId().equals(OTHER));
              run.erasure =
                  new ErasureFacts(Map.of("device-9", ERASED_AT), List.of(), Set.of(id('x')));
            },
            "EVERY_EVENT_ACCOUNTED e shard-1/1"));
  }

  static List<Forgery> accounting() {
    return List.of(
        Forgery.of(
            "an event is lost",
            run -> {
              run.items.remove(id('e'));
              run.states.remove("device-3");
              run.checkpoints.removeIf(sample -> sample.shardId().equals(OTHER));
            },
            "EVERY_EVENT_ACCOUNTED e shard-1/1"),
        Forgery.of(
            "an event is lost behind a checkpoint",
            run -> {
              run.items.remove(id('e'));
              run.states.remove("device-3");
            },
            "EVERY_EVENT_ACCOUNTED e shard-1/1",
            "CHECKPOINT_NEVER_AHEAD e shard-1/1"),
        Forgery.of(
            "the letter of a malformed event is missing",
            run -> run.letters.remove(place(PARENT, 5)),
            "EVERY_EVENT_ACCOUNTED shard-0/5",
            "CHECKPOINT_NEVER_AHEAD shard-0/5"),
        Forgery.of(
            "a letter has the wrong reason",
            run -> letter(run, 5, "wrong_root"),
            "EVERY_EVENT_ACCOUNTED shard-0/5"),
        Forgery.of(
            "a late event is taken for malformed",
            run -> letter(run, 6, "malformed_member"),
            "EVERY_EVENT_ACCOUNTED l shard-0/6"),
        Forgery.of(
            "an event is stored and dead-lettered",
            run -> letter(run, 7, "store_refused"),
            "EVERY_EVENT_ACCOUNTED c shard-0/7"),
        Forgery.of(
            "a duplicate is dead-lettered",
            run -> letter(run, 3, "id_collision"),
            "EVERY_EVENT_ACCOUNTED a shard-0/3"),
        Forgery.of(
            "an item of an event that nobody sent",
            run -> {
              run.items.put(
                  id('z'),
                  new Item(id('z'), "device-9", "temperature", "key#z", place(OTHER, 9), "f"));
              run.claims.put(id('z'), new Holder(id('z'), "key#z", place(OTHER, 9), "f"));
              run.states.put("device-9", new State("device-9", "temperature", "key#z"));
            },
            "EVERY_EVENT_ACCOUNTED z shard-1/9"),
        Forgery.of(
            "a letter of what nobody sent",
            run -> run.letters.put(place(OTHER, 9), new Letter(place(OTHER, 9), "not_json", 0)),
            "EVERY_EVENT_ACCOUNTED shard-1/9"),
        Forgery.of(
            "a record that nobody sent",
            run -> run.stream.add(new StreamFacts.Found(place(OTHER, 9), 77)),
            "EVERY_EVENT_ACCOUNTED shard-1/9"),
        Forgery.of(
            "an item with the content of another event",
            run ->
                run.items.computeIfPresent(
                    id('d'),
                    (id, item) ->
                        new Item(
                            id,
                            item.deviceId(),
                            "humidity",
                            item.eventKey(),
                            item.place(),
                            item.fingerprint())),
            "EVERY_EVENT_ACCOUNTED d shard-0/8",
            "DEVICE_STATE_IS_NEWEST d device-1/humidity"),
        Forgery.of(
            "the second copy is stored, the first passed over",
            run -> move(run, 'a', place(PARENT, 3)),
            "EVERY_EVENT_ACCOUNTED a shard-0/1",
            "NO_DUPLICATE_ITEM a shard-0/1"),
        Forgery.of(
            "a batch that nobody worked on",
            run -> {
              run.put(0, OTHER, 2);
            },
            "EVERY_EVENT_ACCOUNTED a shard-1/2"));
  }

  static List<Forgery> items() {
    return List.of(
        Forgery.of(
            "an id is stored under two keys",
            run ->
                run.moreItems.add(
                    new Item(id('a'), "device-1", "temperature", "2020#a", place(PARENT, 3), "0")),
            "EVERY_EVENT_ACCOUNTED a shard-0/3",
            "NO_DUPLICATE_ITEM a shard-0/1 shard-0/3",
            "NO_SILENT_COLLISION a shard-0/3"),
        Forgery.of(
            "an item has no claim",
            run -> run.claims.remove(id('g')),
            "NO_DUPLICATE_ITEM g shard-2/12"),
        Forgery.of(
            "a claim is another's",
            run ->
                run.claims.computeIfPresent(
                    id('g'),
                    (id, claim) ->
                        new Holder(id, claim.eventKey(), place(CHILD, 11), claim.fingerprint())),
            "NO_DUPLICATE_ITEM g shard-2/12"),
        Forgery.of(
            "both copies were let in at different times",
            run ->
                run.trace("one")
                    .add(
                        5,
                        new TraceEntry.Stored(
                            run.now(),
                            "one/s",
                            id('a'),
                            ForgedBatch.position(place(PARENT, 3)),
                            "device-7",
                            "temperature",
                            "key#a")),
            "NO_DUPLICATE_ITEM a shard-0/3"));
  }

  static List<Forgery> states() {
    return List.of(
        Forgery.of(
            "an older event won",
            run ->
                run.states.put(
                    "device-1", new State("device-1", "temperature", run.item('c').eventKey())),
            "DEVICE_STATE_IS_NEWEST g device-1/temperature"),
        Forgery.of(
            "a device has no state",
            run -> run.states.remove("device-2"),
            "DEVICE_STATE_IS_NEWEST b device-2/temperature"),
        Forgery.of(
            "a state of nothing",
            run -> run.states.put("device-9", new State("device-9", "temperature", "key#z")),
            "DEVICE_STATE_IS_NEWEST z device-9/temperature"));
  }

  static List<Forgery> collisions() {
    return List.of(
        Forgery.of(
            "a collision overwrote what was stored",
            run ->
                run.items.put(
                    id('b'), ForgedBatch.item(id('b'), place(PARENT, 2), run.sends.get(3))),
            "NO_SILENT_COLLISION b shard-0/2",
            "NO_SILENT_COLLISION b shard-0/2",
            "NO_DUPLICATE_ITEM b shard-0/2",
            "DEVICE_STATE_IS_NEWEST b device-2/temperature"),
        Forgery.of(
            "a collision was dropped",
            run -> run.letters.remove(place(PARENT, 4)),
            "EVERY_EVENT_ACCOUNTED b shard-0/4",
            "NO_SILENT_COLLISION b shard-0/4"),
        Forgery.of(
            "the payload alone was overwritten",
            run ->
                run.items.computeIfPresent(
                    id('b'),
                    (id, item) ->
                        new Item(
                            id,
                            item.deviceId(),
                            item.eventType(),
                            item.eventKey(),
                            item.place(),
                            "other")),
            "NO_SILENT_COLLISION b shard-0/2"));
  }

  private static void letter(ForgedRun run, long sequence, String reason) {
    Place place = place(PARENT, sequence);
    run.letters.put(place, new Letter(place, reason, 0));
  }

  private static void move(ForgedRun run, char name, Place to) {
    run.items.computeIfPresent(
        id(name),
        (id, item) ->
            new Item(
                id, item.deviceId(), item.eventType(), item.eventKey(), to, item.fingerprint()));
    run.claims.computeIfPresent(
        id(name), (id, claim) -> new Holder(id, claim.eventKey(), to, claim.fingerprint()));
  }
}
