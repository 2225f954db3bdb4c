package dev.sluice.consumer.dynamodb;

import java.io.IOException;

/// DynamoDB answered a batch, but left some of it undone, as it does when it throttles: passes by
/// itself.
final class UnfinishedBatch extends IOException {
  private static final long serialVersionUID = 1;

  UnfinishedBatch(int left) {
    super(left + " items of a batch were left undone");
  }
}
