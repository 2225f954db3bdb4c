package dev.sluice.stream.kcl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.stream.Commits;
import dev.sluice.stream.CommittingProcessor;
import dev.sluice.stream.RecordBatch;
import dev.sluice.stream.Retrieval;
import dev.sluice.stream.ShardReleased;
import dev.sluice.stream.StartOver;
import dev.sluice.stream.StreamRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// Commits in two steps, through the real library and its lease table.
@Isolated
class PreparedCommitIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SHARD = "shardId-000000000000";

  private final List<String> story = new CopyOnWriteArrayList<>();

  private static LocalAws aws;

  @BeforeAll
  static void startAws() {
    aws = new LocalAws();
  }

  @AfterAll
  static void stopAws() {
    aws.close();
  }

  /// Prepares the first ten records and loses them; opened anew, it commits them.
  private final class LosesThemOnce implements CommittingProcessor {
    private final Optional<String> prepared;
    private int taken;

    private LosesThemOnce(Optional<byte[]> prepared) {
      this.prepared = prepared.map(state -> new String(state, UTF_8));
      story.add("opened " + this.prepared.orElse("afresh"));
    }

    @Override
    public void process(RecordBatch batch, Commits commits) throws ShardReleased, StartOver {
      for (StreamRecord record : batch.records()) {
        if (++taken == 10 && prepared.isEmpty()) {
          commits.prepare(record.sequence(), "at ten".getBytes(UTF_8));
          throw new StartOver("lost", new IOException("no disk"));
        }
        if (taken == 10) {
          commits.commit(record.sequence());
          story.add("committed");
        }
      }
    }

    @Override
    public void end(Commits commits) {}
  }

  @Test
  void whatWasPreparedIsToldToWhoeverOpensTheShardAnewAndEveryRecordComesAgain() {
    try (StreamBench bench = new StreamBench("prepared", 1, Retrieval.polling())) {
      bench.put(0, 15);
      bench.start(
          "worker", bench.settings, (shard, control, prepared) -> new LosesThemOnce(prepared));
      await().atMost(PATIENCE).until(() -> story.contains("committed"));
      assertThat(story).containsExactly("opened afresh", "opened at ten", "committed");
      assertThat(bench.checkpoint(SHARD)).isPresent().get().isNotEqualTo("TRIM_HORIZON");
    }
  }
}
