package dev.sluice.local.kinesis.action;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.local.kinesis.stream.Shard;
import dev.sluice.local.kinesis.stream.StoredRecord;
import dev.sluice.local.kinesis.wire.Reply;
import java.io.IOException;
import java.util.List;

/// Writes records as readers get them.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Record.html>
record RecordJson(Reply reply, Shard shard) {

  private static final int MEMBER_BYTES = 192;

  void write(JsonGenerator json, List<StoredRecord> records) throws IOException {
    json.writeArrayFieldStart("Records");
    for (StoredRecord stored : records) {
      json.writeStartObject();
      json.writeStringField("SequenceNumber", shard.sequenceNumber(stored).toString());
      reply.time(json, "ApproximateArrivalTimestamp", stored.arrivalMillis());
      json.writeBinaryField("Data", stored.data());
      json.writeStringField("PartitionKey", stored.partitionKey());
      json.writeStringField("EncryptionType", "NONE");
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /// How large a reply with these records gets, roughly; base64 included.
  static int expectedBytes(List<StoredRecord> records) {
    long bytes = MEMBER_BYTES;
    for (StoredRecord stored : records) {
      bytes += MEMBER_BYTES + stored.payloadBytes() * 4L / 3;
    }
    return Math.toIntExact(bytes);
  }
}
