package dev.sluice.local.kinesis;

import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.OperationLog;
import dev.sluice.local.kinesis.action.Actions;
import dev.sluice.local.kinesis.http.KinesisServer;
import dev.sluice.local.kinesis.stream.Account;
import dev.sluice.local.kinesis.stream.BufferBudget;
import dev.sluice.local.kinesis.stream.NewRecord;
import dev.sluice.local.kinesis.stream.PutOutcome;
import java.net.URI;
import java.util.List;

/// Kinesis Data Streams in memory, on 127.0.0.1, over HTTP/1.1 with JSON and CBOR bodies: what the
/// AWS SDK and the Kinesis Client Library need, enhanced fan-out included. Signatures are not
/// checked. Streams, consumers and reshards are ready at once.
public final class LocalKinesis implements AutoCloseable {

  private final Account account;
  private final KinesisServer server;

  private LocalKinesis(Account account, KinesisServer server) {
    this.account = account;
    this.server = server;
  }

  /// Starts it.
  ///
  /// @throws java.io.UncheckedIOException if the port is taken
  public static LocalKinesis start(KinesisOptions options, Faults faults, OperationLog log) {
    Account account =
        new Account(
            options.region(),
            options.accountId(),
            options.clock(),
            new BufferBudget(options.maxBufferedBytes()),
            options.enforceShardLimits());
    Actions actions = new Actions(account, options.iteratorLife(), options.subscriptionLife());
    return new LocalKinesis(account, KinesisServer.start(options.port(), actions, faults, log));
  }

  public URI endpoint() {
    return server.endpoint();
  }

  /// Stores one record without HTTP, as AWS's own services do; faults and the operation log do not
  /// see it.
  public PutOutcome put(String stream, String partitionKey, byte[] data) {
    return account
        .put(account.stream(stream), List.of(NewRecord.of(partitionKey, data)))
        .getFirst();
  }

  @Override
  public void close() {
    server.close();
  }
}
