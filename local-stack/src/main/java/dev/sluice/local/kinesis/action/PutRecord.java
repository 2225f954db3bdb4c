package dev.sluice.local.kinesis.action;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.local.kinesis.stream.Account;
import dev.sluice.local.kinesis.stream.ErrorType;
import dev.sluice.local.kinesis.stream.PutOutcome;
import dev.sluice.local.kinesis.stream.Stream;
import dev.sluice.local.kinesis.wire.Call;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Stores one record.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html>
record PutRecord(Account account) implements Action {

  @Override
  public void answer(Call call) throws IOException {
    @Nullable String streamName = null;
    @Nullable String streamArn = null;
    PutEntry entry = new PutEntry();
    try (JsonParser tokens = call.tokens()) {
      tokens.nextToken();
      while (tokens.nextToken() == JsonToken.FIELD_NAME) {
        String name = tokens.currentName();
        tokens.nextToken();
        if (entry.take(name, tokens)) {
          continue;
        }
        switch (name) {
          case "StreamName" -> streamName = tokens.getText();
          case "StreamARN" -> streamArn = tokens.getText();
          default -> tokens.skipChildren();
        }
      }
    }
    Stream stream = new StreamNames(account).find(streamName, streamArn);
    write(call, account.put(stream, List.of(entry.checked())).getFirst());
  }

  private static void write(Call call, PutOutcome outcome) throws IOException {
    switch (outcome) {
      case PutOutcome.Throttled(String message) ->
          throw ErrorType.THROUGHPUT_EXCEEDED.because(message);
      case PutOutcome.Stored(String shardId, var number) ->
          call.reply()
              .object(json -> {
                json.writeStringField("ShardId", shardId);
                json.writeStringField("SequenceNumber", number.toString());
                json.writeStringField("EncryptionType", "NONE");
              });
    }
  }
}
