package dev.sluice.dynamodb;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An item of the table of event ids, whichever it is: a claim, or what an erasure left of one.
public sealed interface HeldId permits Claim, ErasedClaim {
  UUID eventId();

  /// When the id may be used anew; DynamoDB deletes the item some time later.
  Instant expiresAt();

  static HeldId of(Map<String, AttributeValue> item) {
    return item.containsKey(ErasedClaim.ERASED)
        ? ErasedClaim.SCHEMA.mapToItem(item)
        : Claim.SCHEMA.mapToItem(item);
  }
}
