package dev.sluice.simulator.command;

import dev.sluice.simulator.IngestPoint;
import dev.sluice.simulator.http.HttpIngestPoint;
import dev.sluice.simulator.kinesis.KinesisIngestPoint;
import dev.sluice.simulator.sqs.SqsIngestPoint;
import dev.sluice.simulator.udp.UdpIngestPoint;
import dev.sluice.simulator.udp.UdpPublisher;
import java.net.URI;
import java.util.Optional;

/// Where a command sends to.
public sealed interface Target {

  record Http(URI base) implements Target {}

  record Sqs(String queue) implements Target {}

  record Udp(String host, int port) implements Target {}

  record Kinesis(String stream) implements Target {}

  /// To whoever asks at this port.
  record Publish(int port) implements Target {}

  /// @throws dev.sluice.simulator.IngestRefusedException saying what to do, where it is not there
  default IngestPoint connect() {
    return switch (this) {
      case Http http ->
          HttpIngestPoint.connect(
              http.base(), Optional.ofNullable(System.getenv("SLUICE_API_KEY")));
      case Sqs sqs -> SqsIngestPoint.connect(sqs.queue());
      case Udp udp -> UdpIngestPoint.connect(udp.host(), udp.port());
      case Kinesis kinesis -> KinesisIngestPoint.connect(kinesis.stream());
      case Publish publish -> UdpPublisher.listening("0.0.0.0", publish.port());
    };
  }

  /// For people.
  default String shown() {
    return switch (this) {
      case Http http -> http.base().toString();
      case Sqs sqs -> "the queue " + sqs.queue();
      case Udp udp -> "udp://" + udp.host() + ":" + udp.port();
      case Kinesis kinesis -> "the stream " + kinesis.stream();
      case Publish publish -> "whoever asks at UDP port " + publish.port();
    };
  }
}
