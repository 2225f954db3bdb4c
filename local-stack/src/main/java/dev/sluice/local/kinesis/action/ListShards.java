package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.stream.Account;
import dev.sluice.local.kinesis.stream.ErrorType;
import dev.sluice.local.kinesis.stream.Shard;
import dev.sluice.local.kinesis.stream.Stream;
import dev.sluice.local.kinesis.wire.Call;
import dev.sluice.local.kinesis.wire.Parameters;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Lists shards, filtered, a page at a time. A next token lives for 300 seconds.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListShards.html>
record ListShards(Account account) implements Action {

  @Override
  public void answer(Call call) throws IOException {
    Parameters in = call.parameters();
    int limit = in.integerWithin("MaxResults", 1, 10_000, 1_000);
    ShardPage request =
        in.string("NextToken").map(token -> next(in, token)).orElseGet(() -> first(in));
    Stream stream = account.stream(request.stream());
    List<Shard> rest =
        stream.shards().stream()
            .filter(request.filter().in(stream))
            .filter(shard -> shard.id().compareTo(request.after()) > 0)
            .toList();
    List<Shard> page = rest.subList(0, Math.min(limit, rest.size()));
    Optional<ShardPage> following =
        page.size() < rest.size()
            ? Optional.of(request.after(page.getLast().id(), account.clock().millis()))
            : Optional.empty();
    call.reply()
        .object(json -> {
          ShardJson.writeShards(json, page);
          if (following.isPresent()) {
            json.writeStringField("NextToken", following.get().token());
          }
        });
  }

  private ShardPage first(Parameters in) {
    Stream stream = new StreamNames(account).in(in);
    ShardFilter filter = in.object("ShardFilter").map(ShardFilter::in).orElse(ShardFilter.NONE);
    String after = in.string("ExclusiveStartShardId").orElse("");
    return new ShardPage(stream.name(), filter, after, account.clock().millis());
  }

  private ShardPage next(Parameters in, String token) {
    if (in.string("StreamName").isPresent()) {
      throw ErrorType.INVALID_ARGUMENT.because(
          "NextToken and StreamName cannot be provided together.");
    }
    ShardPage page = ShardPage.parse(token);
    page.checkAge(account.clock().millis());
    return page;
  }
}
