package dev.sluice.consumer.pipeline;

import static dev.sluice.consumer.pipeline.Samples.claim;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.consumer.pipeline.Claims.Result;
import dev.sluice.dynamodb.Claim;
import dev.sluice.dynamodb.ErasedClaim;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [Claims] must do.
public abstract class ClaimsContract {
  protected final SettableClock clock = new SettableClock(Samples.RECEIVED);
  protected final TestShard shard = new TestShard();

  /// Empty before each test; the same claims for each call within a test.
  protected abstract Claims claims(Clock clock);

  /// Puts what an erasure leaves in the place of a claim.
  protected abstract void erase(ErasedClaim claim);

  private List<Result> claimed(Claim... some) throws Exception {
    return claims(clock).claim(List.of(some), shard);
  }

  @Test
  void newIdIsHeldByWhoClaimsIt() throws Exception {
    assertThat(claimed(claim(1, 10))).containsExactly(new Result.Holds(claim(1, 10)));
  }

  @Test
  void heldIdAnswersItsHolderWhoeverAsks() throws Exception {
    claimed(claim(1, 10));

    assertThat(claimed(claim(1, 10))).containsExactly(new Result.Holds(claim(1, 10)));
    assertThat(claimed(claim(1, 20))).containsExactly(new Result.Holds(claim(1, 10)));
  }

  @Test
  void resultsComeInTheOrderOfTheClaimsHoweverMany() throws Exception {
    List<Claim> earlier =
        IntStream.range(0, 60).filter(id -> id % 3 == 0).mapToObj(id -> claim(id, 1)).toList();
    claims(clock).claim(earlier, shard);

    List<Claim> all = IntStream.range(0, 60).mapToObj(id -> claim(id, 2)).toList();
    List<Result> expected = new ArrayList<>();
    for (int id = 0; id < 60; id++) {
      expected.add(new Result.Holds(id % 3 == 0 ? claim(id, 1) : claim(id, 2)));
    }
    assertThat(claims(clock).claim(all, shard)).isEqualTo(expected);
  }

  @Test
  void noClaimsAreNoWork() throws Exception {
    assertThat(claimed()).isEmpty();
  }

  @Test
  void expiredClaimGivesWayThoughItWasNotDeletedYet() throws Exception {
    claimed(claim(1, 10));
    Duration left = Duration.between(clock.instant(), claim(1, 10).expiresAt());

    clock.advance(left.minusMillis(1));
    assertThat(claimed(claim(1, 20))).containsExactly(new Result.Holds(claim(1, 10)));

    clock.advance(Duration.ofMillis(1));
    assertThat(claimed(claim(1, 20))).containsExactly(new Result.Holds(claim(1, 20)));
  }

  @Test
  void erasedIdIsNobodysAndStaysTaken() throws Exception {
    claimed(claim(1, 10));
    erase(ErasedClaim.of(claim(1, 10)));

    assertThat(claimed(claim(1, 10), claim(2, 10)))
        .containsExactly(new Result.Erased(), new Result.Holds(claim(2, 10)));
    claims(clock).release(claim(1, 10), shard);
    assertThat(claimed(claim(1, 20))).containsExactly(new Result.Erased());
  }

  @Test
  void expiredErasureGivesWayThoughItWasNotDeletedYet() throws Exception {
    erase(ErasedClaim.of(claim(1, 10)));
    Duration left = Duration.between(clock.instant(), claim(1, 10).expiresAt());

    clock.advance(left.minusMillis(1));
    assertThat(claimed(claim(1, 20))).containsExactly(new Result.Erased());

    clock.advance(Duration.ofMillis(1));
    assertThat(claimed(claim(1, 20))).containsExactly(new Result.Holds(claim(1, 20)));
  }

  @Test
  void releasedIdCanBeClaimedAnew() throws Exception {
    claimed(claim(1, 10));
    claims(clock).release(claim(1, 10), shard);

    assertThat(claimed(claim(1, 20))).containsExactly(new Result.Holds(claim(1, 20)));
  }

  @Test
  void onlyTheHolderReleases() throws Exception {
    claimed(claim(1, 10));
    claims(clock).release(claim(1, 20), shard);
    claims(clock).release(claim(2, 20), shard);

    assertThat(claimed(claim(1, 30))).containsExactly(new Result.Holds(claim(1, 10)));
  }
}
