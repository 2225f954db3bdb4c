package dev.sluice.local.dynamodb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.local.changes.TableChange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/// A stream record in the JSON that DynamoDB writes to Kinesis. AWS does not document the partition
/// key; here it is a hash of the item's key, so that changes of one item share a shard.
///
/// Source:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/kds_gettingstarted.html>
record ChangeFormat(String table) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String REGION = "us-east-1";

  TableChange write(Record change) {
    try {
      return new TableChange(partitionKey(change.dynamodb().keys()), json(change));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the change " + change.eventID(), e);
    }
  }

  private byte[] json(Record change) throws IOException {
    var out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("awsRegion", REGION);
      json.writeStringField("eventID", change.eventID());
      json.writeStringField("eventName", change.eventNameAsString());
      if (change.userIdentity() == null) {
        json.writeNullField("userIdentity");
      } else {
        json.writeObjectFieldStart("userIdentity");
        json.writeStringField("principalId", change.userIdentity().principalId());
        json.writeStringField("type", change.userIdentity().type());
        json.writeEndObject();
      }
      json.writeStringField("recordFormat", "application/json");
      json.writeStringField("tableName", table);
      write(json, change.dynamodb());
      json.writeStringField("eventSource", "aws:dynamodb");
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, StreamRecord change) throws IOException {
    json.writeObjectFieldStart("dynamodb");
    json.writeNumberField(
        "ApproximateCreationDateTime", change.approximateCreationDateTime().toEpochMilli());
    json.writeFieldName("Keys");
    writeItem(json, change.keys());
    if (change.hasNewImage()) {
      json.writeFieldName("NewImage");
      writeItem(json, change.newImage());
    }
    if (change.hasOldImage()) {
      json.writeFieldName("OldImage");
      writeItem(json, change.oldImage());
    }
    json.writeNumberField("SizeBytes", change.sizeBytes());
    json.writeStringField("ApproximateCreationDateTimePrecision", "MILLISECOND");
    json.writeEndObject();
  }

  private static String partitionKey(Map<String, AttributeValue> keys) throws IOException {
    var out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      writeItem(json, new TreeMap<>(keys));
    }
    try {
      return HexFormat.of()
          .withUpperCase()
          .formatHex(MessageDigest.getInstance("MD5").digest(out.toByteArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  private static void writeItem(JsonGenerator json, Map<String, AttributeValue> item)
      throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
      json.writeFieldName(attribute.getKey());
      writeValue(json, attribute.getValue());
    }
    json.writeEndObject();
  }

  private static void writeValue(JsonGenerator json, AttributeValue value) throws IOException {
    json.writeStartObject();
    switch (value.type()) {
      case S -> json.writeStringField("S", value.s());
      case N -> json.writeStringField("N", value.n());
      case B -> json.writeBinaryField("B", value.b().asByteArray());
      case BOOL -> json.writeBooleanField("BOOL", value.bool());
      case NUL -> json.writeBooleanField("NULL", true);
      case SS -> writeStrings(json, "SS", value.ss());
      case NS -> writeStrings(json, "NS", value.ns());
      case BS -> {
        json.writeArrayFieldStart("BS");
        for (SdkBytes bytes : value.bs()) {
          json.writeBinary(bytes.asByteArray());
        }
        json.writeEndArray();
      }
      case M -> {
        json.writeFieldName("M");
        writeItem(json, value.m());
      }
      case L -> {
        json.writeArrayFieldStart("L");
        for (AttributeValue element : value.l()) {
          writeValue(json, element);
        }
        json.writeEndArray();
      }
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalStateException("attribute of an unknown type: " + value);
    }
    json.writeEndObject();
  }

  private static void writeStrings(JsonGenerator json, String name, List<String> strings)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String string : strings) {
      json.writeString(string);
    }
    json.writeEndArray();
  }
}
