package dev.sluice.ingest.queue;

import java.time.Instant;

/// A message that the queue hands out for a while. Two deliveries of one message differ in their
/// receipts.
///
/// @param messageId the same at each delivery
/// @param receipt what the queue wants to see again for whatever is done to the message
/// @param sent when the queue took it
public record Delivery(String messageId, String receipt, String body, Instant sent) {}
