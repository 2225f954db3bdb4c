package dev.sluice.local.http;

import dev.sluice.local.faults.Fault;
import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.OperationLog;
import dev.sluice.local.faults.Service;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Logs each operation and commits the armed fault, if there is one, around the real handler.
public final class FaultHandler extends Handler.Wrapper {
  private static final ScopedValue<Fault.PartialFailure> PARTIAL = ScopedValue.newInstance();

  private final Service service;
  private final Refusals refusals;
  private final Faults faults;
  private final OperationLog operations;

  public FaultHandler(
      Service service, Refusals refusals, Faults faults, OperationLog operations, Handler inner) {
    super(inner);
    this.service = service;
    this.refusals = refusals;
    this.faults = faults;
    this.operations = operations;
  }

  /// The partial failure that the call on this thread has to commit; whoever handles batches asks.
  public static Optional<Fault.PartialFailure> partialFailure() {
    return PARTIAL.isBound() ? Optional.of(PARTIAL.get()) : Optional.empty();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String operation = refusals.operation(request);
    operations.called(service, operation);
    Optional<Fault> fault = faults.next(service, operation);
    if (fault.isEmpty()) {
      return super.handle(request, response, callback);
    }
    return switch (fault.get()) {
      case Fault.Throttled _ -> refuse(refusals.throttled(), request, response, callback);
      case Fault.ServerError(int status) ->
          refuse(refusals.serverError(status), request, response, callback);
      case Fault.CredentialsExpired _ ->
          refuse(refusals.credentialsExpired(), request, response, callback);
      case Fault.AccessDenied _ ->
          refuse(refusals.accessDenied(operation), request, response, callback);
      case Fault.ConnectionCut _ -> {
        Content.Source.consumeAll(request);
        cut(request, callback);
        yield true;
      }
      case Fault.AppliedButCut _ ->
          super.handle(request, new CutResponse(request, response), callback);
      case Fault.Delayed(Duration delay) ->
          super.handle(request, new DelayedResponse(request, response, delay), callback);
      case Fault.PartialFailure partial ->
          refusals.isBatch(operation)
              ? ScopedValue.where(PARTIAL, partial)
                  .call(() -> super.handle(request, response, callback))
              : refuse(refusals.throttled(), request, response, callback);
    };
  }

  private boolean refuse(AwsError error, Request request, Response response, Callback callback)
      throws IOException {
    Content.Source.consumeAll(request);
    ErrorAnswer answer = refusals.write(error);
    response.setStatus(answer.status());
    answer.headers().forEach(response.getHeaders()::put);
    boolean bodiless = request.getMethod().equals("HEAD");
    response.write(true, bodiless ? null : ByteBuffer.wrap(answer.body()), callback);
    return true;
  }

  private static void cut(Request request, Callback callback) {
    request.getConnectionMetaData().getConnection().getEndPoint().close();
    callback.failed(new EofException("the connection was cut on purpose"));
  }

  /// Closes the connection where an answer would be.
  private static final class CutResponse extends Response.Wrapper {
    CutResponse(Request request, Response wrapped) {
      super(request, wrapped);
    }

    @Override
    public void write(boolean last, ByteBuffer content, Callback callback) {
      cut(getRequest(), callback);
    }
  }

  /// Holds the answer back.
  private static final class DelayedResponse extends Response.Wrapper {
    private final Duration delay;
    private boolean delayed;

    DelayedResponse(Request request, Response wrapped, Duration delay) {
      super(request, wrapped);
      this.delay = delay;
    }

    @Override
    public void write(boolean last, ByteBuffer content, Callback callback) {
      if (delayed) {
        super.write(last, content, callback);
        return;
      }
      delayed = true;
      getRequest()
          .getComponents()
          .getScheduler()
          .schedule(
              () -> super.write(last, content, callback), delay.toNanos(), TimeUnit.NANOSECONDS);
    }
  }
}
