package dev.sluice.ingest.udp;

/// The port for datagrams cannot be opened. The message names it and the property that chooses
/// another.
public final class PortUnavailableException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  PortUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
