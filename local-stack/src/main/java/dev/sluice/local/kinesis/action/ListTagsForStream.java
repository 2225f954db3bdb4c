package dev.sluice.local.kinesis.action;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.local.kinesis.stream.Account;
import dev.sluice.local.kinesis.stream.Stream;
import dev.sluice.local.kinesis.wire.Call;
import dev.sluice.local.kinesis.wire.Parameters;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Lists the tags of a stream by key, a page at a time.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListTagsForStream.html>
record ListTagsForStream(Account account) implements Action {

  @Override
  public void answer(Call call) throws IOException {
    Parameters in = call.parameters();
    Stream stream = new StreamNames(account).in(in);
    int limit = in.integerWithin("Limit", 1, 50, 50);
    String after = in.string("ExclusiveStartTagKey").orElse("");
    List<Map.Entry<String, String>> rest =
        stream.tags().all().entrySet().stream()
            .filter(tag -> tag.getKey().compareTo(after) > 0)
            .toList();
    List<Map.Entry<String, String>> page = rest.subList(0, Math.min(limit, rest.size()));
    call.reply()
        .object(json -> {
          writeTags(json, page);
          json.writeBooleanField("HasMoreTags", page.size() < rest.size());
        });
  }

  static void writeTags(JsonGenerator json, Iterable<Map.Entry<String, String>> tags)
      throws IOException {
    json.writeArrayFieldStart("Tags");
    for (Map.Entry<String, String> tag : tags) {
      json.writeStartObject();
      json.writeStringField("Key", tag.getKey());
      json.writeStringField("Value", tag.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
