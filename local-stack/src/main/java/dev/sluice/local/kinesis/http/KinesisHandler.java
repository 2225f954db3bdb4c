package dev.sluice.local.kinesis.http;

import com.fasterxml.jackson.core.JacksonException;
import dev.sluice.local.faults.Fault;
import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.OperationLog;
import dev.sluice.local.faults.Service;
import dev.sluice.local.kinesis.action.Actions;
import dev.sluice.local.kinesis.action.Operation;
import dev.sluice.local.kinesis.stream.ErrorType;
import dev.sluice.local.kinesis.stream.KinesisException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Routes a request to its action, unless an armed fault gets in the way.
final class KinesisHandler extends Handler.Abstract {

  private static final Logger LOG = LoggerFactory.getLogger(KinesisHandler.class);
  private static final Set<String> SHARD_OPERATIONS =
      Set.of("PutRecord", "PutRecords", "GetRecords", "GetShardIterator");

  private final Actions actions;
  private final Faults faults;
  private final OperationLog operations;

  KinesisHandler(Actions actions, Faults faults, OperationLog operations) {
    this.actions = actions;
    this.faults = faults;
    this.operations = operations;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Exchange exchange = new Exchange(request, response, callback);
    try {
      serve(exchange);
    } catch (IOException e) {
      callback.failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.cut();
    }
    return true;
  }

  private void serve(Exchange exchange) throws IOException, InterruptedException {
    try {
      route(exchange);
    } catch (KinesisException e) {
      exchange.fail(e.type().status(), e.type().awsName(), String.valueOf(e.getMessage()));
    } catch (JacksonException e) {
      ErrorType type = ErrorType.SERIALIZATION;
      exchange.fail(type.status(), type.awsName(), e.getOriginalMessage());
    } catch (RuntimeException e) {
      LOG.error("a call failed unexpectedly", e);
      ErrorType type = ErrorType.INTERNAL_FAILURE;
      exchange.fail(type.status(), type.awsName(), e.toString());
    }
  }

  private void route(Exchange exchange) throws IOException, InterruptedException {
    String name = exchange.operation();
    operations.called(Service.KINESIS, name);
    byte[] body = exchange.body();
    Operation operation =
        actions
            .named(name)
            .orElseThrow(() -> ErrorType.UNKNOWN_OPERATION.because("no operation " + name));
    Performance performance = new Performance(exchange, operation, body);
    Optional<Fault> fault = faults.next(Service.KINESIS, name);
    if (fault.isPresent()) {
      commit(fault.get(), exchange, performance);
    } else {
      performance.run(0, Duration.ZERO);
    }
  }

  private static void commit(Fault fault, Exchange exchange, Performance performance)
      throws IOException, InterruptedException {
    switch (fault) {
      case Fault.Throttled() -> throw throttled(performance.name());
      case Fault.ServerError(int status) ->
          exchange.fail(
              status,
              status == 503 ? "ServiceUnavailable" : ErrorType.INTERNAL_FAILURE.awsName(),
              "An armed fault answers " + status + ".");
      case Fault.Delayed(Duration delay) -> performance.run(0, delay);
      case Fault.ConnectionCut() -> exchange.cut();
      case Fault.AppliedButCut() -> performance.runAndCut();
      case Fault.PartialFailure(double share) -> {
        if (!performance.name().equals("PutRecords")) {
          throw throttled(performance.name());
        }
        performance.run(share, Duration.ZERO);
      }
      case Fault.CredentialsExpired() ->
          throw ErrorType.EXPIRED_TOKEN.because(
              "The security token included in the request is expired");
      case Fault.AccessDenied() ->
          throw ErrorType.ACCESS_DENIED.because(
              "User is not authorized to perform: kinesis:" + performance.name());
    }
  }

  private static KinesisException throttled(String operation) {
    ErrorType type =
        SHARD_OPERATIONS.contains(operation)
            ? ErrorType.THROUGHPUT_EXCEEDED
            : ErrorType.LIMIT_EXCEEDED;
    return type.because("Rate exceeded for " + operation + ".");
  }
}
