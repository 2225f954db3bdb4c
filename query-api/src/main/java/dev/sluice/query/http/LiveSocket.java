package dev.sluice.query.http;

import dev.sluice.http.access.Access;
import dev.sluice.http.access.Scopes;
import dev.sluice.query.live.ClientMessage;
import dev.sluice.query.live.ClientMessages;
import dev.sluice.query.live.Hub;
import dev.sluice.query.live.LiveConnection;
import dev.sluice.query.live.LiveRefusal;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.annotation.Secured;
import io.micronaut.websocket.CloseReason;
import io.micronaut.websocket.WebSocketPongMessage;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnClose;
import io.micronaut.websocket.annotation.OnError;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The WebSocket of live clients. Frames are taken as they come, since the server would put parts
/// of a message together without bound.
@Secured({Scopes.TELEMETRY_READ, Scopes.ALERTS_READ, Scopes.ADMIN})
@ServerWebSocket(value = LiveSocket.PATH, subprotocols = "sluice.live.v1")
final class LiveSocket {
  static final String PATH = "/v1/live";
  private static final Logger LOG = LoggerFactory.getLogger(LiveSocket.class);
  private static final String CONNECTION = "sluice.live.connection";

  private final Hub hub;

  LiveSocket(Hub hub) {
    this.hub = hub;
  }

  @OnOpen
  void open(WebSocketSession session, HttpRequest<?> request) {
    SocketOutlet outlet = new SocketOutlet(session);
    try {
      LiveConnection connection = hub.connect(Access.of(request), Access.until(request), outlet);
      outlet.open(connection);
      session.put(CONNECTION, connection);
      hub.sign(connection);
      resume(connection, request.getParameters().get("resume"));
    } catch (LiveRefusal refusal) {
      outlet.refuse(refusal);
    }
  }

  private void resume(LiveConnection connection, @Nullable String token) {
    if (token == null) {
      return;
    }
    try {
      hub.carryOut(connection, new ClientMessage.Resume(token));
    } catch (LiveRefusal refusal) {
      hub.refuse(connection, refusal);
    }
  }

  @OnMessage(maxPayloadLength = ClientMessages.MAX_BYTES)
  void message(WebSocketFrame frame, WebSocketSession session) {
    try {
      Optional<LiveConnection> connection = connection(session);
      if (connection.isEmpty()) {
        return;
      }
      if (frame instanceof TextWebSocketFrame text && frame.isFinalFragment()) {
        hub.receive(connection.get(), text.text());
      } else {
        session.close(new CloseReason(1003, "a message is one text frame of at most 16 KiB"));
      }
    } finally {
      frame.release();
    }
  }

  @OnMessage
  void pong(WebSocketPongMessage pong, WebSocketSession session) {
    connection(session).ifPresent(hub::sign);
  }

  @OnClose
  void close(WebSocketSession session) {
    connection(session).ifPresent(hub::disconnect);
  }

  @OnError
  void error(Throwable cause, WebSocketSession session) {
    LOG.debug("live connection {} failed", session.getId(), cause);
    connection(session).ifPresent(hub::disconnect);
    if (session.isOpen()) {
      session.close(CloseReason.INTERNAL_ERROR);
    }
  }

  private static Optional<LiveConnection> connection(WebSocketSession session) {
    return session.get(CONNECTION, LiveConnection.class);
  }
}
