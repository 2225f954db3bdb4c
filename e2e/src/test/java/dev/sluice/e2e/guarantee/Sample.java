package dev.sluice.e2e.guarantee;

import dev.sluice.simulator.Defect;
import java.util.Set;

/// One small run with a bit of everything.
final class Sample {
  static final String PARENT = "shard-0";
  static final String OTHER = "shard-1";
  static final String CHILD = "shard-2";

  private Sample() {}

  /// On the parent: a@1 b@2 a@3 (again) B@4 (collision) x@5 (malformed) l@6 (late) c@7 d@8; on the
  /// other e@1; on the parent's child f@11, g@12. Process one dies in its second batch.
  static ForgedRun run() {
    ForgedRun run = new ForgedRun();
    run.parents.put(CHILD, Set.of(PARENT));
    long a = run.fresh('a', "device-1", 1);
    long b = run.fresh('b', "device-2", 1);
    run.put(a, PARENT, 1);
    run.put(b, PARENT, 2);
    run.put(run.again(a), PARENT, 3);
    run.put(run.collision(b, 9), PARENT, 4);
    run.put(run.malformed(Defect.NOT_JSON), PARENT, 5);
    run.put(run.late('l'), PARENT, 6);
    run.put(run.fresh('c', "device-1", 3), PARENT, 7);
    run.put(run.fresh('d', "device-1", 2), PARENT, 8);
    run.put(run.fresh('e', "device-3", 1), OTHER, 1);
    run.put(run.fresh('f', "device-1", 4), CHILD, 11);
    run.put(run.fresh('g', "device-1", 5), CHILD, 12);
    run.checkpoint(PARENT, "TRIM_HORIZON");
    run.consume("one/s", PARENT, 1, 4);
    run.checkpoint(PARENT, "4");
    run.consume("two/o", OTHER, 1, 1);
    run.checkpoint(OTHER, "1");
    run.begin("one/s", PARENT, 5, 8).claim().store(1);
    run.sample("one", false);
    run.consume("two/s", PARENT, 5, 8);
    run.checkpoint(PARENT, "8");
    run.checkpoint(PARENT, CheckpointSample.SHARD_END);
    run.consume("two/c", CHILD, 11, 11);
    run.sample("two", false);
    run.consume("two/c", CHILD, 12, 12);
    run.checkpoint(CHILD, "12");
    run.sample("two", true);
    return run;
  }
}
