package dev.sluice.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.aws.Leases;
import dev.sluice.simulator.Acknowledgement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private Instant now = Instant.parse("2024-03-05T01:49:51Z");
  private final InstantSource source = () -> now;
  private final Backlog backlog = new Backlog(source.withZone(ZoneOffset.UTC));

  private void accepted(String shard, int sequence) {
    backlog.accepted(Acknowledgement.at(shard, Integer.toString(sequence), false));
  }

  private static Leases.Held lease(String shard, String checkpoint) {
    return new Leases.Held(shard, checkpoint, 0, "worker");
  }

  private void passes(int seconds) {
    now = now.plusSeconds(seconds);
  }

  @Test
  void theOldestSendWithoutACheckpointMakesTheAge() {
    accepted("a", 1);
    passes(2);
    accepted("a", 2);
    accepted("b", 1);
    passes(3);

    assertThat(backlog.age()).isEqualTo(Duration.ofSeconds(5));
    backlog.checkpointed(List.of(lease("a", "1"), lease("b", "TRIM_HORIZON")));
    assertThat(backlog.age()).isEqualTo(Duration.ofSeconds(3));
    backlog.checkpointed(List.of(lease("a", "2"), lease("b", "1")));
    assertThat(backlog.age()).isZero();
    assertThat(backlog.isEmpty()).isTrue();
  }

  @Test
  void aShardWithoutALeaseYetIsNotDone() {
    accepted("child", 1);
    backlog.checkpointed(List.of(lease("parent", "SHARD_END")));

    assertThat(backlog.isEmpty()).isFalse();
  }

  @Test
  void aShardThatHasEndedIsDoneAndSoIsOneWhoseLeaseWasRemoved() {
    accepted("a", 1);
    accepted("b", 1);
    backlog.checkpointed(List.of(lease("a", "SHARD_END"), lease("b", "TRIM_HORIZON")));
    assertThat(backlog.isEmpty()).isFalse();
    backlog.checkpointed(List.of(lease("a", "SHARD_END")));

    assertThat(backlog.isEmpty()).isTrue();
  }
}
