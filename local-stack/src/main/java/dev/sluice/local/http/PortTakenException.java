package dev.sluice.local.http;

import dev.sluice.local.faults.Service;

/// A server's port is in use. The message names the server, the port and the option that moves it.
public final class PortTakenException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Service service;
  private final int port;

  public PortTakenException(Service service, int port, Throwable cause) {
    super(
        "port "
            + port
            + " of the local "
            + service
            + " server on 127.0.0.1 is taken; move all ports with --port-offset N, or free it",
        cause);
    this.service = service;
    this.port = port;
  }

  public Service service() {
    return service;
  }

  public int port() {
    return port;
  }
}
