package dev.sluice.local.kinesis.action;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.local.kinesis.stream.Account;
import dev.sluice.local.kinesis.stream.Stream;
import dev.sluice.local.kinesis.wire.Call;
import dev.sluice.local.kinesis.wire.Parameters;
import java.io.IOException;
import java.util.List;

/// Lists streams by name, a page at a time. The next token is the last name of the page.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListStreams.html>
record ListStreams(Account account) implements Action {

  @Override
  public void answer(Call call) throws IOException {
    Parameters in = call.parameters();
    int limit = in.integerWithin("Limit", 1, 10_000, 100);
    String after =
        in.string("NextToken").or(() -> in.string("ExclusiveStartStreamName")).orElse("");
    List<Stream> rest =
        account.streams().stream().filter(stream -> stream.name().compareTo(after) > 0).toList();
    List<Stream> page = rest.subList(0, Math.min(limit, rest.size()));
    boolean more = page.size() < rest.size();
    call.reply()
        .object(json -> {
          json.writeBooleanField("HasMoreStreams", more);
          if (more) {
            json.writeStringField("NextToken", page.getLast().name());
          }
          writePage(call, json, page);
        });
  }

  private static void writePage(Call call, JsonGenerator json, List<Stream> page)
      throws IOException {
    json.writeArrayFieldStart("StreamNames");
    for (Stream stream : page) {
      json.writeString(stream.name());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("StreamSummaries");
    for (Stream stream : page) {
      json.writeStartObject();
      json.writeStringField("StreamName", stream.name());
      json.writeStringField("StreamARN", stream.identity().arn());
      json.writeStringField("StreamStatus", "ACTIVE");
      json.writeObjectFieldStart("StreamModeDetails");
      json.writeStringField("StreamMode", stream.mode().name());
      json.writeEndObject();
      call.reply().time(json, "StreamCreationTimestamp", stream.identity().created());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
