package dev.sluice.query.live;

/// The way to a client. Called by one thread at a time.
public interface Outlet {
  /// Takes a message; there are as many calls as [LiveConnection#grant] has allowed.
  void send(LiveMessage message);

  /// Asks the client for a sign of life, where the transport has any.
  void ping();

  /// Ends the connection after what was sent.
  ///
  /// @param code as of WebSocket: 1008 when the client is to blame, 1013 to come again later
  void close(int code, String reason);
}
