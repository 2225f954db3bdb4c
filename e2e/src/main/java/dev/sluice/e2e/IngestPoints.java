package dev.sluice.e2e;

import dev.sluice.e2e.aws.Resources;
import dev.sluice.simulator.IngestPoint;
import dev.sluice.simulator.command.Transport;
import dev.sluice.simulator.http.HttpIngestPoint;
import dev.sluice.simulator.kinesis.KinesisIngestPoint;
import dev.sluice.simulator.sqs.SqsIngestPoint;
import dev.sluice.simulator.udp.UdpIngestPoint;
import java.net.InetSocketAddress;
import java.util.Optional;

/// The ways into a world that has ingest.
public final class IngestPoints {
  private IngestPoints() {}

  /// @return to be closed by whoever asked
  public static IngestPoint of(World world, Transport transport) {
    return switch (transport) {
      case HTTP -> HttpIngestPoint.connect(world.ingestUri().orElseThrow(), Optional.empty());
      case SQS -> SqsIngestPoint.connect(Resources.SUBMISSIONS);
      case UDP -> {
        InetSocketAddress at = world.ingestUdp().orElseThrow();
        yield UdpIngestPoint.connect(at.getHostString(), at.getPort());
      }
      case KINESIS -> KinesisIngestPoint.connect(Resources.STREAM);
    };
  }
}
