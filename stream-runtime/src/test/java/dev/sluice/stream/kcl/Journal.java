package dev.sluice.stream.kcl;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.stream.RecordBatch;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardProcessor;
import dev.sluice.stream.ShardProcessorFactory;
import dev.sluice.stream.ShardRef;
import dev.sluice.stream.StreamRecord;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/// Writes down every record that was processed, in the order of processing.
final class Journal implements ShardProcessorFactory {
  record Entry(String shardId, BigInteger sequenceNumber, String data) {}

  private final ConcurrentLinkedQueue<Entry> entries = new ConcurrentLinkedQueue<>();

  @Override
  public ShardProcessor open(ShardRef shard, ShardControl control) {
    return batch -> write(shard.shardId(), batch);
  }

  void write(String shardId, RecordBatch batch) {
    for (StreamRecord record : batch.records()) {
      entries.add(
          new Entry(
              shardId,
              new BigInteger(record.sequenceNumber()),
              UTF_8.decode(record.data()).toString()));
    }
  }

  int size() {
    return entries.size();
  }

  List<String> data() {
    return entries.stream().map(Entry::data).toList();
  }

  Set<String> distinctData() {
    return entries.stream().map(Entry::data).collect(Collectors.toSet());
  }

  Map<String, List<BigInteger>> sequenceNumbersByShard() {
    return entries.stream()
        .collect(
            Collectors.groupingBy(
                Entry::shardId, Collectors.mapping(Entry::sequenceNumber, Collectors.toList())));
  }
}
