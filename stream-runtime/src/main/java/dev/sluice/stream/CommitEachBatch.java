package dev.sluice.stream;

import org.jspecify.annotations.Nullable;

/// Commits a batch as soon as it is processed. The processor is opened at the first read, even an
/// empty one, which lets time pass.
final class CommitEachBatch implements CommittingProcessor {
  private final ShardProcessorFactory factory;
  private final ShardRef shard;
  private final ShardControl control;
  private @Nullable ShardProcessor processor;

  CommitEachBatch(ShardProcessorFactory factory, ShardRef shard, ShardControl control) {
    this.factory = factory;
    this.shard = shard;
    this.control = control;
  }

  @Override
  public void process(RecordBatch batch, Commits commits)
      throws ShardReleased, InterruptedException {
    if (batch.isEmpty()) {
      opened().idle(batch.behindLatest(), batch.readAt());
    } else {
      opened().process(batch);
      commits.commit(batch.last().sequence());
    }
  }

  private ShardProcessor opened() {
    ShardProcessor open = processor;
    if (open == null) {
      open = factory.open(shard, control);
      processor = open;
    }
    return open;
  }

  /// Each batch was committed when it was done.
  @Override
  public void end(Commits commits) {}

  @Override
  public void close() {
    if (processor != null) {
      processor.close();
    }
  }
}
