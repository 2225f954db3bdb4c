package dev.sluice.e2e.guarantee;

import dev.sluice.simulator.Defect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;

/// A forged run of hundreds of sends, all of it by a seed: re-sends on the same shard and on
/// others, sends that lie twice or were never acknowledged, a shard that ends and has a child,
/// batches that are given up at any step, workers that hold a shard they have lost.
final class RandomRun {
  private static final String PARENT = "shard-0";
  private static final String OTHER = "shard-1";
  private static final String CHILD = "shard-2";
  private static final int DEVICES = 12;

  final ForgedRun run = new ForgedRun();
  private final SplittableRandom random;
  private final List<Long> fresh = new ArrayList<>();
  private final Map<String, TreeSet<Long>> lying = new HashMap<>();
  private final Map<String, List<Long>> done = new HashMap<>();
  private final Set<String> killed = new HashSet<>();
  private long sequence;
  private int sessions;

  RandomRun(SplittableRandom random) {
    this.random = random;
    run.parents.put(CHILD, Set.of(PARENT));
    for (int i = 0; i < 200; i++) {
      send(i < 120 ? PARENT : CHILD);
    }
    String upper = consume(PARENT);
    String other = consume(OTHER);
    run.checkpoint(PARENT, CheckpointSample.SHARD_END);
    String child = consume(CHILD);
    for (String process : Set.of(upper, other, child)) {
      if (!killed.contains(process)) {
        run.sample(process, true);
      }
    }
  }

  private void send(String upper) {
    int device = random.nextInt(DEVICES);
    String shardId = device % 2 == 0 ? upper : OTHER;
    String anyShard = random.nextInt(4) == 0 ? (shardId.equals(OTHER) ? upper : OTHER) : shardId;
    int choice = fresh.isEmpty() ? 9 : random.nextInt(12);
    long some = fresh.isEmpty() ? 0 : fresh.get(random.nextInt(fresh.size()));
    switch (choice) {
      case 0, 1 -> put(run.again(some), anyShard);
      case 2 -> put(run.collision(some, 100 + random.nextInt(50)), anyShard);
      case 3 -> put(run.malformed(Defect.TOO_DEEP), shardId);
      case 4 -> put(run.late((char) (100 + random.nextInt(20))), shardId);
      default -> {
        UUID id = new UUID(random.nextLong(), random.nextLong());
        long number = run.fresh(id, "device-" + device, random.nextInt(60));
        fresh.add(number);
        put(number, shardId);
      }
    }
  }

  private void put(long number, String shardId) {
    switch (random.nextInt(12)) {
      case 0 -> {
        run.lands(number, shardId, next(shardId));
        run.put(number, shardId, next(shardId), true);
      }
      case 1 -> run.lands(number, shardId, next(shardId));
      case 2 -> {} // never arrived
      default -> run.put(number, shardId, next(shardId));
    }
  }

  private long next(String shardId) {
    lying.computeIfAbsent(shardId, shard -> new TreeSet<>()).add(++sequence);
    return sequence;
  }

  /// @return the process that came to its end
  private String consume(String shardId) {
    TreeSet<Long> places = lying.getOrDefault(shardId, new TreeSet<>());
    List<Long> checkpoints = done.computeIfAbsent(shardId, shard -> new ArrayList<>(List.of(0L)));
    String session = newSession();
    Long first = places.higher(0L);
    while (first != null) {
      long last = lastOfBatch(places, first);
      if (isGivenUp(session, shardId, first, last)) {
        if (random.nextBoolean()) {
          killed.add(processOf(session));
          session = newSession();
        }
      } else {
        checkpoints.add(last);
        if (random.nextInt(3) == 0) {
          run.checkpoint(shardId, Long.toString(last));
        }
        zombie(shardId, places, checkpoints);
        first = places.higher(last);
      }
    }
    return processOf(session);
  }

  private long lastOfBatch(TreeSet<Long> places, long first) {
    long last = first;
    for (int more = random.nextInt(8); more > 0 && places.higher(last) != null; more--) {
      last = places.tailSet(last, false).getFirst();
    }
    return last;
  }

  private boolean isGivenUp(String session, String shardId, long first, long last) {
    ForgedBatch batch = run.begin(session, shardId, first, last);
    switch (random.nextInt(10)) {
      case 0 -> {}
      case 1 -> batch.claim();
      case 2 -> batch.claim().store(random.nextInt(4));
      case 3 -> batch.claim().store();
      case 4 -> batch.claim().store().deadLetter();
      default -> {
        batch.claim().store().deadLetter().done();
        return false;
      }
    }
    killed.add(processOf(session));
    return true;
  }

  /// One that was frozen, and goes on where it thinks it was.
  private void zombie(String shardId, TreeSet<Long> places, List<Long> checkpoints) {
    Long first = places.higher(checkpoints.get(random.nextInt(checkpoints.size())));
    if (first != null && random.nextInt(8) == 0) {
      long last = Math.min(lastOfBatch(places, first), checkpoints.getLast());
      if (last >= first) {
        ForgedBatch batch = run.begin(newSession(), shardId, first, last).claim().store();
        if (random.nextBoolean()) {
          batch.deadLetter().done();
        }
      }
    }
  }

  private String newSession() {
    sessions++;
    return "process-" + sessions + "/session";
  }

  private static String processOf(String session) {
    return session.substring(0, session.indexOf('/'));
  }
}
