package dev.sluice.local.kinesis.action;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.local.kinesis.stream.Account;
import dev.sluice.local.kinesis.stream.ErrorType;
import dev.sluice.local.kinesis.stream.NewRecord;
import dev.sluice.local.kinesis.stream.PutOutcome;
import dev.sluice.local.kinesis.stream.Stream;
import dev.sluice.local.kinesis.wire.Call;
import dev.sluice.local.kinesis.wire.Parameters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Stores up to 500 records of together 10 MiB, each alone: one may be throttled while its
/// neighbours are stored.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html>
record PutRecords(Account account) implements Action {

  private static final int MAX_RECORDS = 500;
  private static final int MAX_REQUEST_BYTES = 10 << 20;
  private static final int REPLY_BYTES_PER_RECORD = 128;

  @Override
  public void answer(Call call) throws IOException {
    Batch batch = Batch.read(call);
    check(batch.records);
    Stream stream = new StreamNames(account).find(batch.streamName, batch.streamArn);
    write(call, put(stream, batch.records, new RefusedShare(call.refusedShare())));
  }

  private List<PutOutcome> put(Stream stream, List<NewRecord> records, RefusedShare refused) {
    if (refused.isNone()) {
      return account.put(stream, records);
    }
    List<PutOutcome> outcomes = new ArrayList<>(records.size());
    for (int i = 0; i < records.size(); i++) {
      outcomes.add(
          refused.refuses(i, records.size())
              ? stream.throttled(stream.openShardFor(records.get(i)))
              : account.put(stream, List.of(records.get(i))).getFirst());
    }
    return outcomes;
  }

  private static void check(List<NewRecord> records) {
    if (records.isEmpty() || records.size() > MAX_RECORDS) {
      throw ErrorType.VALIDATION.because(
          "Value at 'records' has %d entries; 1 to %d are accepted"
              .formatted(records.size(), MAX_RECORDS));
    }
    long bytes = records.stream().mapToLong(NewRecord::payloadBytes).sum();
    if (bytes > MAX_REQUEST_BYTES) {
      throw ErrorType.INVALID_ARGUMENT.because(
          "Records have %d bytes together; up to %d are accepted"
              .formatted(bytes, MAX_REQUEST_BYTES));
    }
  }

  private static void write(Call call, List<PutOutcome> outcomes) throws IOException {
    long failed = outcomes.stream().filter(PutOutcome.Throttled.class::isInstance).count();
    call.reply()
        .object(
            REPLY_BYTES_PER_RECORD * (outcomes.size() + 1),
            json -> {
              json.writeNumberField("FailedRecordCount", failed);
              json.writeStringField("EncryptionType", "NONE");
              json.writeArrayFieldStart("Records");
              for (PutOutcome outcome : outcomes) {
                write(json, outcome);
              }
              json.writeEndArray();
            });
  }

  private static void write(JsonGenerator json, PutOutcome outcome) throws IOException {
    json.writeStartObject();
    switch (outcome) {
      case PutOutcome.Stored(String shardId, var number) -> {
        json.writeStringField("ShardId", shardId);
        json.writeStringField("SequenceNumber", number.toString());
      }
      case PutOutcome.Throttled(String message) -> {
        json.writeStringField("ErrorCode", ErrorType.THROUGHPUT_EXCEEDED.awsName());
        json.writeStringField("ErrorMessage", message);
      }
    }
    json.writeEndObject();
  }

  private static final class Batch {
    private final List<NewRecord> records = new ArrayList<>();
    private @Nullable String streamName;
    private @Nullable String streamArn;

    static Batch read(Call call) throws IOException {
      Batch batch = new Batch();
      try (JsonParser tokens = call.tokens()) {
        tokens.nextToken();
        while (tokens.nextToken() == JsonToken.FIELD_NAME) {
          String name = tokens.currentName();
          tokens.nextToken();
          batch.take(name, tokens);
        }
      }
      return batch;
    }

    private void take(String name, JsonParser tokens) throws IOException {
      switch (name) {
        case "StreamName" -> streamName = tokens.getText();
        case "StreamARN" -> streamArn = tokens.getText();
        case "Records" -> readRecords(tokens);
        default -> tokens.skipChildren();
      }
    }

    private void readRecords(JsonParser tokens) throws IOException {
      if (tokens.currentToken() != JsonToken.START_ARRAY) {
        throw Parameters.missing("records");
      }
      while (tokens.nextToken() == JsonToken.START_OBJECT) {
        records.add(PutEntry.read(tokens));
      }
    }
  }
}
