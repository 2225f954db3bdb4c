package dev.sluice.consumer.pipeline;

import static dev.sluice.consumer.pipeline.Records.json;
import static dev.sluice.consumer.pipeline.Records.record;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.alert.RuleConfiguration;
import dev.sluice.alert.Rules;
import dev.sluice.consumer.pipeline.Journal.Crashed;
import dev.sluice.consumer.pipeline.Journal.Cut;
import dev.sluice.stream.ShardReleased;
import dev.sluice.stream.StreamRecord;
import dev.sluice.window.WindowConfiguration;
import dev.sluice.window.WindowFields;
import dev.sluice.wire.DecodeLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// However often and wherever work is cut short: done again from the last checkpoint, it ends as if
/// nothing had happened.
class ReplayTest {
  private static final int RECORDS = 40;
  private static final int IDS = 12;
  private static final Rules RULES =
      RuleConfiguration.read(
          List.of(
              rule("odd", "t0", Map.of("type", "value-set", "one-of", List.of(1))),
              rule("fast", "t0", Map.of("type", "rate", "per", "PT0.1S", "above", 0)),
              rule("high", "t1", Map.of("type", "threshold", "above", 0))));

  private static Map<String, Object> rule(String name, String type, Map<String, ?> more) {
    Map<String, Object> rule = new HashMap<>(more);
    rule.put("name", name);
    rule.put("event-type", type);
    rule.put("field", "/payload/reading");
    return rule;
  }

  private static final WindowFields WINDOWS =
      WindowConfiguration.read(
          List.of(
              Map.of("event-type", "t0", "fields", "/payload/reading"),
              Map.of("event-type", "t1", "fields", "/payload/reading")));

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 20_261_121})
  void cutAtAnyStepAndReadAgainEndsAsUndisturbed(long seed) throws Exception {
    List<StreamRecord> records = records(new Random(seed));
    World undisturbed = new World(DecodeLimits.DEFAULT, WINDOWS, RULES);
    run(undisturbed, batches(records, new Random(seed)));
    assertThat(undisturbed.alerts.kept()).isNotEmpty();

    for (int step = 1; step <= undisturbed.journal.steps(); step++) {
      for (Cut cut : Cut.values()) {
        World disturbed = new World(DecodeLimits.DEFAULT, WINDOWS, RULES);
        disturbed.journal.cutAt(step, cut);
        int checkpoint = run(disturbed, batches(records, new Random(seed)));
        disturbed.reopen();
        Random others = new Random(seed + step);
        run(disturbed, batches(records.subList(checkpoint, RECORDS), others));

        assertThat(disturbed.kept())
            .as("seed %d, %s at step %d, read again from %d", seed, cut, step, checkpoint)
            .isEqualTo(undisturbed.kept());
        disturbed.assertNothingHides();
      }
    }
  }

  /// @return how many records were done
  private static int run(World world, List<List<StreamRecord>> batches) throws Exception {
    int done = 0;
    for (List<StreamRecord> batch : batches) {
      try {
        world.process(batch);
      } catch (ShardReleased | Crashed e) {
        return done;
      }
      done += batch.size();
    }
    return done;
  }

  private static List<List<StreamRecord>> batches(List<StreamRecord> records, Random random) {
    List<List<StreamRecord>> batches = new ArrayList<>();
    for (int from = 0; from < records.size(); ) {
      int to = Math.min(records.size(), from + 1 + random.nextInt(RECORDS / 2));
      batches.add(records.subList(from, to));
      from = to;
    }
    return batches;
  }

  private static List<StreamRecord> records(Random random) {
    List<StreamRecord> records = new ArrayList<>();
    for (int sequence = 1; sequence <= RECORDS; sequence++) {
      String text =
          switch (random.nextInt(6)) {
            case 0 -> "{bad " + sequence;
            case 1 -> event(random) + "\n" + event(random) + "\n\nbad\n" + event(random);
            default -> event(random);
          };
      // arrivals ascend only roughly: minutes take turns
      Instant arrived = Samples.RECEIVED.plusSeconds(5L * sequence + random.nextInt(40));
      records.add(record(sequence, arrived, text.getBytes(UTF_8)));
    }
    return records;
  }

  /// Few ids, and few contents for each: fresh events, re-sends and collisions.
  private static String event(Random random) {
    int id = random.nextInt(IDS);
    int variant = random.nextInt(4) == 0 ? 1 : 0;
    return json(id, "d" + id % 3, "t" + id % 2, 9_000 * id + variant, variant);
  }
}
