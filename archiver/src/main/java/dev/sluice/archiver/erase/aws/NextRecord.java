package dev.sluice.archiver.erase.aws;

import java.math.BigInteger;
import java.time.Instant;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/// Finds the record that comes next at a place of a shard.
record NextRecord(KinesisClient kinesis, String stream) {
  /// An answer may hold nothing and yet not be the last.
  private static final int MOST_CALLS = 100;

  sealed interface Answer {
    record Found(BigInteger sequenceNumber, Instant arrived) implements Answer {}

    /// Nothing yet.
    record AtTip() implements Answer {}

    /// Nothing ever: the shard is closed.
    record AtEnd() implements Answer {}

    /// Nothing in many answers, and more are to come.
    record NotFound() implements Answer {}
  }

  /// The first that arrived then or later.
  Answer from(String shardId, Instant arrival) {
    return read(
        request(shardId)
            .shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
            .timestamp(arrival)
            .build());
  }

  /// @param checkpoint a sequence number, or a word for a place at which nothing was read yet
  Answer after(String shardId, String checkpoint) {
    boolean number = !checkpoint.isEmpty() && checkpoint.chars().allMatch(Character::isDigit);
    GetShardIteratorRequest.Builder request = request(shardId);
    return read(
        number
            ? request
                .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                .startingSequenceNumber(checkpoint)
                .build()
            : request.shardIteratorType(ShardIteratorType.TRIM_HORIZON).build());
  }

  private GetShardIteratorRequest.Builder request(String shardId) {
    return GetShardIteratorRequest.builder().streamName(stream).shardId(shardId);
  }

  private Answer read(GetShardIteratorRequest from) {
    String iterator = kinesis.getShardIterator(from).shardIterator();
    for (int call = 0; call < MOST_CALLS; call++) {
      if (iterator == null) {
        return new Answer.AtEnd();
      }
      String here = iterator;
      GetRecordsResponse answer =
          kinesis.getRecords(request -> request.shardIterator(here).limit(1));
      if (answer.hasRecords() && !answer.records().isEmpty()) {
        Record record = answer.records().getFirst();
        return new Answer.Found(
            new BigInteger(record.sequenceNumber()), record.approximateArrivalTimestamp());
      }
      if (answer.nextShardIterator() != null && behind(answer) == 0) {
        return new Answer.AtTip();
      }
      iterator = answer.nextShardIterator();
    }
    return new Answer.NotFound();
  }

  private static long behind(GetRecordsResponse answer) {
    Long millis = answer.millisBehindLatest();
    return millis == null ? 0 : millis;
  }
}
