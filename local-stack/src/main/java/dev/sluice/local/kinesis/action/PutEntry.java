package dev.sluice.local.kinesis.action;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.local.kinesis.stream.ErrorType;
import dev.sluice.local.kinesis.stream.HashKeyRange;
import dev.sluice.local.kinesis.stream.NewRecord;
import dev.sluice.local.kinesis.wire.Parameters;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Collects the members of one record on its way in, token by token, and checks them.
///
/// Source:
/// <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecordsRequestEntry.html>
final class PutEntry {

  /// What data and partition key of one record may weigh together: 1 MiB.
  static final int MAX_RECORD_BYTES = 1 << 20;

  private static final int MAX_KEY_CHARACTERS = 256;

  private byte @Nullable [] data;
  private @Nullable String partitionKey;
  private @Nullable String explicitHashKey;

  /// Reads a whole entry; the parser stands on its opening brace.
  static NewRecord read(JsonParser tokens) throws IOException {
    PutEntry entry = new PutEntry();
    while (tokens.nextToken() == JsonToken.FIELD_NAME) {
      String name = tokens.currentName();
      tokens.nextToken();
      if (!entry.take(name, tokens)) {
        tokens.skipChildren();
      }
    }
    return entry.checked();
  }

  /// Takes a member if it belongs to an entry.
  boolean take(String name, JsonParser tokens) throws IOException {
    if (tokens.currentToken() == JsonToken.VALUE_NULL) {
      return true;
    }
    switch (name) {
      case "Data" -> data = tokens.getBinaryValue();
      case "PartitionKey" -> partitionKey = tokens.getText();
      case "ExplicitHashKey" -> explicitHashKey = tokens.getText();
      default -> {
        return false;
      }
    }
    return true;
  }

  NewRecord checked() {
    byte[] bytes = data;
    String key = partitionKey;
    if (bytes == null) {
      throw Parameters.missing("data");
    }
    if (key == null) {
      throw Parameters.missing("partitionKey");
    }
    if (key.isEmpty() || key.length() > MAX_KEY_CHARACTERS) {
      throw ErrorType.VALIDATION.because(
          "Value at 'partitionKey' has %d characters; 1 to %d are accepted"
              .formatted(key.length(), MAX_KEY_CHARACTERS));
    }
    if (bytes.length + key.length() > MAX_RECORD_BYTES) {
      throw ErrorType.VALIDATION.because(
          "Data and partition key have %d bytes; up to %d are accepted"
              .formatted(bytes.length + key.length(), MAX_RECORD_BYTES));
    }
    return explicitHashKey == null
        ? NewRecord.of(key, bytes)
        : new NewRecord(key, HashKeyRange.parse(explicitHashKey), bytes);
  }
}
