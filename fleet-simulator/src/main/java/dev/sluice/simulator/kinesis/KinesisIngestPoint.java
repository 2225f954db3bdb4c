package dev.sluice.simulator.kinesis;

import dev.sluice.simulator.Acknowledgement;
import dev.sluice.simulator.IngestPoint;
import dev.sluice.simulator.IngestRefusedException;
import dev.sluice.simulator.OutgoingRecord;
import dev.sluice.simulator.pace.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/// Puts records with
/// [PutRecords](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html). Each
/// call holds a partition key once, so that records of a device keep their order when some entries
/// are refused; many devices make large calls.
///
/// What Kinesis throttles, or does not answer, is sent again for ever, with growing pauses. The
/// client must not retry by itself: it would hide that a record may lie on the stream twice.
public final class KinesisIngestPoint implements IngestPoint {
  private static final Logger LOG = LoggerFactory.getLogger(KinesisIngestPoint.class);

  private final KinesisClient client;
  private final String stream;
  private final Backoff backoff;

  /// @param client closed with this; made with `AwsRetryStrategy.doNotRetry()`
  public KinesisIngestPoint(KinesisClient client, String stream, Backoff backoff) {
    this.client = client;
    this.stream = stream;
    this.backoff = backoff;
  }

  /// Connects by the SDK's own settings (`AWS_ENDPOINT_URL_KINESIS`, `AWS_REGION`, the credentials
  /// chain) and looks the stream up.
  ///
  /// @throws IngestRefusedException saying what to set, if the stream cannot be reached
  public static KinesisIngestPoint connect(String stream) {
    KinesisClient client = null;
    try {
      client =
          KinesisClient.builder()
              .httpClientBuilder(Apache5HttpClient.builder())
              .overrideConfiguration(settings ->
                  settings
                      .retryStrategy(AwsRetryStrategy.doNotRetry())
                      .apiCallTimeout(Duration.ofSeconds(10)))
              .build();
      client.describeStreamSummary(request -> request.streamName(stream));
      return new KinesisIngestPoint(
          client,
          stream,
          new Backoff(Duration.ofMillis(50), Duration.ofSeconds(5), new SplittableRandom()));
    } catch (SdkException e) {
      if (client != null) {
        client.close();
      }
      throw Unreachable.explain(stream, e);
    }
  }

  @Override
  public List<Acknowledgement> send(List<OutgoingRecord> records) throws InterruptedException {
    @Nullable Acknowledgement[] accepted = new Acknowledgement[records.size()];
    BitSet unanswered = new BitSet();
    List<Integer> pending = new ArrayList<>(IntStream.range(0, records.size()).boxed().toList());
    int failures = 0;
    while (!pending.isEmpty()) {
      Wave wave = Wave.next(records, pending);
      boolean complete = put(records, wave, unanswered, accepted, failures + 1);
      pending.removeIf(index -> accepted[index] != null);
      failures = complete ? 0 : failures + 1;
      if (failures > 0) {
        Thread.sleep(backoff.delay(failures));
      }
    }
    return Arrays.stream(accepted).map(java.util.Objects::requireNonNull).toList();
  }

  /// @param attempt counts from 1
  /// @return whether every record of the wave was accepted
  private boolean put(
      List<OutgoingRecord> records,
      Wave wave,
      BitSet unanswered,
      @Nullable Acknowledgement[] accepted,
      int attempt) {
    List<PutRecordsRequestEntry> entries =
        wave.indexes().stream().map(index -> entry(records.get(index))).toList();
    List<PutRecordsResultEntry> results;
    try {
      results = client.putRecords(put -> put.streamName(stream).records(entries)).records();
    } catch (SdkException e) {
      failed(e, wave, unanswered, attempt);
      return false;
    }
    boolean complete = true;
    for (int i = 0; i < results.size(); i++) {
      PutRecordsResultEntry result = results.get(i);
      int index = wave.indexes().get(i);
      if (result.errorCode() == null) {
        accepted[index] =
            Acknowledgement.at(result.shardId(), result.sequenceNumber(), unanswered.get(index));
      } else {
        complete = false;
        LOG.debug("{} refused a record: {}", stream, result.errorMessage());
      }
    }
    return complete;
  }

  private void failed(SdkException e, Wave wave, BitSet unanswered, int attempt) {
    switch (PutFailure.of(e)) {
      case REFUSED_FOR_NOW -> LOG.debug("{} refuses for now: {}", stream, e.getMessage());
      case UNANSWERED -> {
        if (isWorthALine(attempt)) {
          LOG.warn("{} did not answer {} times in a row: {}", stream, attempt, e.getMessage());
        }
        wave.indexes().forEach(unanswered::set);
      }
      case REFUSED_FOR_GOOD -> throw Unreachable.explain(stream, e);
    }
  }

  /// Not of a hiccup, and of an outage ever more rarely.
  private static boolean isWorthALine(int attempt) {
    return attempt >= 4 && Integer.bitCount(attempt) == 1;
  }

  private static PutRecordsRequestEntry entry(OutgoingRecord record) {
    return PutRecordsRequestEntry.builder()
        .partitionKey(record.partitionKey())
        .data(SdkBytes.fromByteArrayUnsafe(record.bytes()))
        .build();
  }

  @Override
  public void close() {
    client.close();
  }
}
