package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.stream.Account;
import dev.sluice.local.kinesis.stream.Tags;
import dev.sluice.local.kinesis.wire.Call;
import java.io.IOException;

/// Lists the tags of a stream or consumer by key.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListTagsForResource.html>
record ListTagsForResource(Account account) implements Action {

  @Override
  public void answer(Call call) throws IOException {
    Tags tags = new TaggedResources(account).in(call.parameters());
    call.reply().object(json -> ListTagsForStream.writeTags(json, tags.all().entrySet()));
  }
}
