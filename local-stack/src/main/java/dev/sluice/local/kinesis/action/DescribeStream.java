package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.stream.Account;
import dev.sluice.local.kinesis.stream.Shard;
import dev.sluice.local.kinesis.stream.Stream;
import dev.sluice.local.kinesis.wire.Call;
import dev.sluice.local.kinesis.wire.Parameters;
import java.io.IOException;
import java.util.List;

/// Describes a stream with a page of its shards.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStream.html>
record DescribeStream(Account account) implements Action {

  @Override
  public void answer(Call call) throws IOException {
    Parameters in = call.parameters();
    Stream stream = new StreamNames(account).in(in);
    int limit = in.integerWithin("Limit", 1, 10_000, 100);
    String after = in.string("ExclusiveStartShardId").orElse("");
    List<Shard> rest =
        stream.shards().stream().filter(shard -> shard.id().compareTo(after) > 0).toList();
    List<Shard> page = rest.subList(0, Math.min(limit, rest.size()));
    call.reply()
        .object(json -> {
          json.writeObjectFieldStart("StreamDescription");
          DescribeStreamSummary.writeStream(call, json, stream);
          ShardJson.writeShards(json, page);
          json.writeBooleanField("HasMoreShards", page.size() < rest.size());
          json.writeEndObject();
        });
  }
}
