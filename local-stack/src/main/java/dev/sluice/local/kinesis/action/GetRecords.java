package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.stream.Account;
import dev.sluice.local.kinesis.stream.ErrorType;
import dev.sluice.local.kinesis.stream.Shard;
import dev.sluice.local.kinesis.stream.ShardIterator;
import dev.sluice.local.kinesis.stream.ShardRead;
import dev.sluice.local.kinesis.stream.Stream;
import dev.sluice.local.kinesis.wire.Call;
import dev.sluice.local.kinesis.wire.Parameters;
import java.io.IOException;
import java.time.Duration;

/// Reads up to 10,000 records of together 10 MiB. At the end of a closed shard there is no next
/// iterator, but the shard's children.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html>
///
/// @param iteratorLife an older iterator is refused
record GetRecords(Account account, Duration iteratorLife) implements Action {

  private static final int MAX_RECORDS = 10_000;
  private static final long MAX_BYTES = 10 << 20;

  @Override
  public void answer(Call call) throws IOException {
    Parameters in = call.parameters();
    int limit = in.integerWithin("Limit", 1, MAX_RECORDS, MAX_RECORDS);
    ShardIterator iterator = ShardIterator.parse(in.requiredString("ShardIterator"));
    long now = account.clock().millis();
    checkAge(iterator, now);
    Stream stream = streamOf(iterator);
    Shard shard = stream.shard(iterator.shardId());
    shard.admitRead(now);
    ShardRead read = shard.read(iterator.ordinal(), limit, MAX_BYTES, now);
    shard.bookRead(read.payloadBytes(), now);
    write(call, stream, shard, read, iterator.movedTo(read.nextOrdinal(), now));
  }

  private void write(Call call, Stream stream, Shard shard, ShardRead read, ShardIterator following)
      throws IOException {
    call.reply()
        .object(
            RecordJson.expectedBytes(read.records()),
            json -> {
              new RecordJson(call.reply(), shard).write(json, read.records());
              json.writeNumberField("MillisBehindLatest", read.millisBehindLatest());
              if (read.atEnd()) {
                ShardJson.writeChildren(json, stream.childrenOf(shard));
              } else {
                json.writeStringField("NextShardIterator", following.token());
              }
            });
  }

  private void checkAge(ShardIterator iterator, long now) {
    if (now - iterator.issuedMillis() > iteratorLife.toMillis()) {
      throw ErrorType.EXPIRED_ITERATOR.because(
          "Iterator expired. The iterator was created %d ms ago while iterators live for %d ms."
              .formatted(now - iterator.issuedMillis(), iteratorLife.toMillis()));
    }
  }

  private Stream streamOf(ShardIterator iterator) {
    Stream stream = account.stream(iterator.stream());
    if (stream.identity().created().toEpochMilli() != iterator.streamCreated()) {
      throw ErrorType.RESOURCE_NOT_FOUND.because(
          "Stream " + iterator.stream() + " of this iterator was deleted.");
    }
    return stream;
  }
}
