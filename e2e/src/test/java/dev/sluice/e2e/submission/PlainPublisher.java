package dev.sluice.e2e.submission;

import dev.sluice.ingest.publish.Offer;
import dev.sluice.ingest.publish.Publisher;
import dev.sluice.ingest.publish.StreamEntry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/// Puts each entry by itself and returns when it is acknowledged.
record PlainPublisher(KinesisClient kinesis, String stream) implements Publisher {

  @Override
  public Offer offer(List<StreamEntry> entries, Duration patience) {
    for (StreamEntry entry : entries) {
      kinesis.putRecord(request ->
          request
              .streamName(stream)
              .partitionKey(entry.partitionKey())
              .data(SdkBytes.fromByteArray(entry.bytes())));
    }
    return new Offer.Taken(CompletableFuture.completedFuture(null));
  }

  @Override
  public State state() {
    return State.OPEN;
  }
}
