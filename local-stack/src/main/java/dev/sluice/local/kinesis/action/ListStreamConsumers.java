package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.stream.Account;
import dev.sluice.local.kinesis.stream.RegisteredConsumer;
import dev.sluice.local.kinesis.stream.Stream;
import dev.sluice.local.kinesis.wire.Call;
import dev.sluice.local.kinesis.wire.Parameters;
import java.io.IOException;
import java.util.List;

/// Lists the consumers of a stream by name, a page at a time. The next token is the last name of
/// the page.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListStreamConsumers.html>
record ListStreamConsumers(Account account) implements Action {

  @Override
  public void answer(Call call) throws IOException {
    Parameters in = call.parameters();
    Stream stream = new ConsumerNames(account).stream(in);
    int limit = in.integerWithin("MaxResults", 1, 10_000, 100);
    String after = in.string("NextToken").orElse("");
    List<RegisteredConsumer> rest =
        stream.consumers().all().stream().filter(c -> c.name().compareTo(after) > 0).toList();
    List<RegisteredConsumer> page = rest.subList(0, Math.min(limit, rest.size()));
    call.reply()
        .object(json -> {
          json.writeArrayFieldStart("Consumers");
          for (RegisteredConsumer consumer : page) {
            json.writeStartObject();
            new ConsumerJson(call.reply()).write(json, consumer);
            json.writeEndObject();
          }
          json.writeEndArray();
          if (page.size() < rest.size()) {
            json.writeStringField("NextToken", page.getLast().name());
          }
        });
  }
}
