package dev.sluice.local.dynamodb;

import dev.sluice.local.changes.ChangeForwarder;
import dev.sluice.local.changes.ChangeSink;
import dev.sluice.local.changes.Delivery;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Which table's changes go to which stream.
final class Forwarding implements AutoCloseable {
  private record Destination(String streamArn, ChangeForwarder forwarder) {}

  private record Target(ChangeSink sink, Delivery delivery) {}

  private final RepairedTables tables;
  private final Map<String, Destination> destinations = new ConcurrentHashMap<>();
  private volatile @Nullable Target target;

  Forwarding(RepairedTables tables) {
    this.tables = tables;
  }

  /// Without a target nothing can be forwarded.
  void to(ChangeSink sink, Delivery delivery) {
    target = new Target(sink, delivery);
  }

  /// @param stream a name or an ARN
  /// @throws IllegalStateException when the table has a destination already, or there is no Kinesis
  void enable(String table, String stream) {
    Target to = target;
    if (to == null) {
      throw new IllegalStateException("no Kinesis runs beside this DynamoDB to take " + stream);
    }
    destinations.compute(
        table,
        (name, running) -> {
          if (running != null) {
            throw new IllegalStateException(
                "Table is not in a valid state to enable Kinesis Streaming Destination: changes of "
                    + table
                    + " already go to "
                    + running.streamArn());
          }
          return new Destination(
              stream,
              ChangeForwarder.start(
                  TableStream.open(tables, table), name(stream), to.sink(), to.delivery()));
        });
  }

  void disable(String table) {
    Destination running = destinations.remove(table);
    if (running == null) {
      throw new IllegalStateException("changes of " + table + " are not forwarded");
    }
    running.forwarder().close();
  }

  Optional<String> destination(String table) {
    return Optional.ofNullable(destinations.get(table)).map(Destination::streamArn);
  }

  private static String name(String stream) {
    return stream.substring(stream.indexOf('/') + 1);
  }

  @Override
  public void close() {
    destinations.values().forEach(running -> running.forwarder().close());
  }
}
