package dev.sluice.query.live;

import static dev.sluice.query.live.Feeds.SHARD;
import static dev.sluice.query.live.Feeds.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dynamodb.FeedItem;
import dev.sluice.dynamodb.ShardBeat;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [FeedStore] must do.
public abstract class FeedStoreContract {
  private static final int ITEMS = 5;
  private final List<FeedItem> published = new ArrayList<>();

  protected abstract FeedStore feed();

  protected abstract void put(FeedItem item);

  protected abstract void put(ShardBeat beat);

  @BeforeEach
  void publish() {
    for (int number = 1; number <= ITEMS; number++) {
      published.add(item(SHARD, Feeds.NOW, number));
    }
    published.forEach(this::put);
    put(item(Feeds.shard(1), Feeds.NOW, 3));
  }

  @Test
  void allOfAShardIsReadInOrder() {
    assertThat(forward("")).isEqualTo(published);
  }

  @Test
  void whatLiesBehindAPositionIsRead() {
    assertThat(forward(published.get(1).position())).isEqualTo(published.subList(2, ITEMS));
    assertThat(forward(published.getLast().position())).isEmpty();
    assertThat(forward(Feeds.position(SHARD, 2) + "/~000001767225600000"))
        .isEqualTo(published.subList(2, ITEMS));
  }

  @Test
  void thePastIsReadBackwards() {
    assertThat(backward(null)).isEqualTo(published.reversed());
    assertThat(backward(published.get(2).position())).isEqualTo(published.subList(0, 2).reversed());
  }

  @Test
  void aShardThatNeverToldAnythingIsEmpty() {
    assertThat(feed().after("1/none", "")).isEqualTo(new FeedStore.Page(List.of(), false));
    assertThat(feed().before("1/none", null).items()).isEmpty();
  }

  @Test
  void theLastBeatOfEachShardIsRead() {
    put(Feeds.beat(SHARD, Feeds.NOW));
    put(Feeds.beat(SHARD, Feeds.NOW.plusSeconds(2)));
    put(Feeds.beat(Feeds.shard(1), Feeds.NOW));
    assertThat(feed().beats())
        .containsExactlyInAnyOrder(
            Feeds.beat(SHARD, Feeds.NOW.plusSeconds(2)), Feeds.beat(Feeds.shard(1), Feeds.NOW));
  }

  private List<FeedItem> forward(String position) {
    List<FeedItem> all = new ArrayList<>();
    String after = position;
    for (boolean more = true; more; ) {
      FeedStore.Page page = feed().after(SHARD, after);
      all.addAll(page.items());
      more = page.more();
      after = page.items().isEmpty() ? after : page.items().getLast().position();
    }
    return all;
  }

  private List<FeedItem> backward(@Nullable String position) {
    List<FeedItem> all = new ArrayList<>();
    String before = position;
    for (boolean more = true; more; ) {
      FeedStore.Page page = feed().before(SHARD, before);
      all.addAll(page.items());
      more = page.more();
      before = page.items().isEmpty() ? before : page.items().getLast().position();
    }
    return all;
  }
}
