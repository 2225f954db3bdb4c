package dev.sluice.stream;

/// The shard has to be let go: its lease has gone or the time to drain is over. Whatever is
/// unfinished will be done again by the next holder of the lease, from the last checkpoint.
public final class ShardReleased extends Exception {
  private static final long serialVersionUID = 1L;

  public ShardReleased(ShardRef shard) {
    super("shard " + shard + " is no longer ours to process");
  }

  public ShardReleased(ShardRef shard, Throwable cause) {
    super("shard " + shard + " is no longer ours to process", cause);
  }
}
