package dev.sluice.e2e.guarantee;

import static dev.sluice.e2e.guarantee.ForgedRun.id;
import static dev.sluice.e2e.guarantee.ForgedRun.number;

import java.util.Collections;
import java.util.List;

/// What can be wrong with the way that it came there.
final class TraceForgeries {
  private static final String PARENT = Sample.PARENT;
  private static final String OTHER = Sample.OTHER;
  private static final String CHILD = Sample.CHILD;

  private TraceForgeries() {}

  static List<Forgery> order() {
    return List.of(
        Forgery.of(
            "two events of a device are swapped",
            run -> {
              List<TraceEntry> trace = run.trace("two");
              List<TraceEntry.Stored> stored = run.noted("two", TraceEntry.Stored.class);
              Collections.swap(trace, trace.indexOf(stored.get(1)), trace.indexOf(stored.get(2)));
            },
            "DEVICE_ORDER_KEPT c shard-0/7 device-1"),
        Forgery.of(
            "a session steps back to what is done",
            run -> {
              run.begin("two/c", CHILD, 11, 12).claim().store().deadLetter().done();
              run.sample("two", true);
            },
            "DEVICE_ORDER_KEPT f shard-2/11"),
        Forgery.of(
            "a session begins where no checkpoint was",
            run -> run.begin("three/s", PARENT, 3, 4).claim().store(),
            "DEVICE_ORDER_KEPT a shard-0/3"),
        Forgery.of(
            "a session begins behind a batch that is not done yet",
            run -> {
              List<TraceEntry.BatchDone> done = run.noted("one", TraceEntry.BatchDone.class);
              run.replace(
                  "one", done.getFirst(), new TraceEntry.BatchDone(run.tick(), "one/s", number(4)));
            },
            "DEVICE_ORDER_KEPT shard-0/5"),
        Forgery.of(
            "an event is stored before its batch",
            run -> {
              List<TraceEntry> trace = run.trace("two");
              TraceEntry.Stored last = run.noted("two", TraceEntry.Stored.class).getLast();
              TraceEntry.BatchBegun begun = run.noted("two", TraceEntry.BatchBegun.class).getLast();
              trace.remove(last);
              trace.add(trace.indexOf(begun), last);
            },
            "DEVICE_ORDER_KEPT g shard-2/12 device-1"),
        Forgery.of(
            "a child is begun before its parent is done",
            run -> {
              TraceEntry.BatchBegun begun = run.noted("two", TraceEntry.BatchBegun.class).get(2);
              run.replace(
                  "two",
                  begun,
                  new TraceEntry.BatchBegun(
                      run.noted("two", TraceEntry.BatchBegun.class).get(1).at(),
                      begun.session(),
                      begun.first(),
                      begun.last(),
                      begun.records()));
            },
            "DEVICE_ORDER_KEPT f shard-2/11"));
  }

  static List<Forgery> checkpoints() {
    return List.of(
        Forgery.of(
            "a checkpoint is ahead of a store",
            run ->
                run.checkpoints.add(
                    CheckpointSample.of(
                        run.noted("two", TraceEntry.BatchBegun.class).getFirst().at(), OTHER, "1")),
            "CHECKPOINT_NEVER_AHEAD e shard-1/1"),
        Forgery.of(
            "the end of a shard is noted before its last event is durable",
            run ->
                run.checkpoints.add(
                    CheckpointSample.of(
                        run.noted("two", TraceEntry.Stored.class).get(1).at(),
                        PARENT,
                        CheckpointSample.SHARD_END)),
            "CHECKPOINT_NEVER_AHEAD shard-0/5",
            "CHECKPOINT_NEVER_AHEAD l shard-0/6",
            "CHECKPOINT_NEVER_AHEAD d shard-0/8"),
        Forgery.of(
            "a duplicate is checkpointed before its claim is answered",
            run -> {
              run.put(run.again(8), OTHER, 2);
              run.checkpoint(OTHER, "2");
              ForgedBatch batch = run.begin("two/o", OTHER, 2, 2);
              run.trace("two").removeIf(TraceForgeries::isClaimOfE);
              batch.claim().store().deadLetter().done();
              run.sample("two", true);
            },
            "CHECKPOINT_NEVER_AHEAD e shard-1/2"));
  }

  static List<Forgery> metrics() {
    return List.of(
        Forgery.of(
            "one event is missing between the counts",
            run -> {
              run.counts("two").duplicate--;
              run.sample("two", true);
            },
            "METRIC_IDENTITY two"),
        Forgery.of(
            "what is in flight stays there",
            run -> {
              run.counts("two").received++;
              run.counts("two").inFlight++;
              run.sample("two", true);
            },
            "METRIC_IDENTITY two",
            "METRIC_IDENTITY two"),
        Forgery.of(
            "a killed process counted wrong to its end",
            run -> {
              run.counts("one").stored++;
              run.sample("one", false);
              run.sample("one", false);
            },
            "METRIC_IDENTITY one"),
        Forgery.of(
            "more was stored than counted",
            run -> {
              run.counts("two").stored--;
              run.counts("two").duplicate++;
              run.sample("two", true);
            },
            "METRIC_IDENTITY two"));
  }

  private static boolean isClaimOfE(TraceEntry entry) {
    return entry instanceof TraceEntry.Claimed claimed && claimed.eventId().equals(id('e'));
  }
}
