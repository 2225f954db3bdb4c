package dev.sluice.consumer.aws;

import dev.sluice.local.faults.Fault;
import dev.sluice.stream.FaultKind;
import java.time.Duration;
import java.util.stream.Stream;

/// A way in which calls go wrong, and what it has to be taken for.
public record FaultCase(Fault fault, FaultKind kind) {

  public static Stream<FaultCase> all() {
    return Stream.of(
        new FaultCase(new Fault.Throttled(), FaultKind.TRANSIENT),
        new FaultCase(new Fault.ServerError(500), FaultKind.TRANSIENT),
        new FaultCase(new Fault.ServerError(503), FaultKind.TRANSIENT),
        new FaultCase(
            new Fault.Delayed(TestServers.TIME_OUT.plus(Duration.ofMillis(200))),
            FaultKind.TRANSIENT),
        new FaultCase(new Fault.ConnectionCut(), FaultKind.TRANSIENT),
        new FaultCase(new Fault.AppliedButCut(), FaultKind.TRANSIENT),
        new FaultCase(new Fault.PartialFailure(0.5), FaultKind.TRANSIENT),
        new FaultCase(new Fault.PartialFailure(1), FaultKind.TRANSIENT),
        new FaultCase(new Fault.CredentialsExpired(), FaultKind.TRANSIENT),
        new FaultCase(new Fault.AccessDenied(), FaultKind.HOLDS_SHARD));
  }
}
