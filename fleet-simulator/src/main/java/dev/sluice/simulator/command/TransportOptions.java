package dev.sluice.simulator.command;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say where to.
final class TransportOptions {
  @Option(
      names = "--transport",
      paramLabel = "KIND",
      description =
          "One of ${COMPLETION-CANDIDATES}. kinesis goes past ingest, onto the stream. Default:"
              + " ${DEFAULT-VALUE}.")
  private Transport transport = Transport.HTTP;

  @Option(
      names = "--to",
      paramLabel = "WHERE",
      description =
          "The URL of ingest, host:port of its UDP, the name of the queue or of the stream. Default:"
              + " http://127.0.0.1:8083, 127.0.0.1:8125, sluice-submissions, sluice-events.")
  private @Nullable String to;

  @Option(
      names = "--udp-publisher",
      paramLabel = "PORT",
      description =
          "Sends datagrams to whoever asks for them at this port and as long as somebody does: what"
              + " ingest asks with sluice.ingest.udp.pull.publishers. Instead of --transport.")
  private @Nullable Integer publisher;

  /// @throws IllegalArgumentException naming the value that will not do
  Target target() {
    if (publisher != null) {
      return new Target.Publish(port("--udp-publisher", Integer.toString(publisher)));
    }
    return switch (transport) {
      case HTTP -> new Target.Http(url(to == null ? "http://127.0.0.1:8083" : to));
      case SQS -> new Target.Sqs(to == null ? "sluice-submissions" : to);
      case UDP -> udp(to == null ? "127.0.0.1:8125" : to);
      case KINESIS -> new Target.Kinesis(to == null ? "sluice-events" : to);
    };
  }

  private static URI url(String text) {
    if (!text.matches("https?://[^/\\s]+/?")) {
      throw new IllegalArgumentException(
          "--to \"" + text + "\" is no URL of a server, as in http://127.0.0.1:8083");
    }
    return URI.create(text);
  }

  private static Target.Udp udp(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException(
          "--to \"" + text + "\" is not host:port, as in 127.0.0.1:8125");
    }
    return new Target.Udp(text.substring(0, colon), port("--to", text.substring(colon + 1)));
  }

  private static int port(String option, String text) {
    if (!text.matches("[1-9]\\d{0,4}") || Integer.parseInt(text) > 65_535) {
      throw new IllegalArgumentException(
          option + " names the port \"" + text + "\", which is not in 1..65535");
    }
    return Integer.parseInt(text);
  }
}
