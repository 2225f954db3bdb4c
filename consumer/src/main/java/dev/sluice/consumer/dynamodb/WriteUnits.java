package dev.sluice.consumer.dynamodb;

import dev.sluice.dynamodb.ItemSize;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/// What writing costs: `sluice.write.units` by table and by who counted, `store` for what DynamoDB
/// reported, `item_size` for its published rule where it reported nothing.
public final class WriteUnits {
  private record Key(String table, String counted) {}

  private final MeterRegistry registry;
  private final Map<Key, Counter> counters = new ConcurrentHashMap<>();

  public WriteUnits(MeterRegistry registry) {
    this.registry = registry;
  }

  void consumed(List<ConsumedCapacity> consumed) {
    for (ConsumedCapacity capacity : consumed) {
      Double units = capacity.capacityUnits();
      if (units != null && capacity.tableName() != null) {
        counter(capacity.tableName(), "store").increment(units);
      }
    }
  }

  /// To be called where the service may leave out what a write consumed.
  void written(String table, Map<String, AttributeValue> item) {
    counter(table, "item_size").increment(ItemSize.writeUnits(ItemSize.bytes(item)));
  }

  private Counter counter(String table, String counted) {
    return counters.computeIfAbsent(
        new Key(table, counted),
        key ->
            Counter.builder("sluice.write.units")
                .tags("table", key.table(), "counted", key.counted())
                .register(registry));
  }
}
