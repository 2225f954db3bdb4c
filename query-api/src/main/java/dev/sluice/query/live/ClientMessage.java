package dev.sluice.query.live;

/// What a client may say.
public sealed interface ClientMessage {
  /// @param id by which the client knows the subscription
  record Subscribe(String id, Topic topic) implements ClientMessage {}

  record Unsubscribe(String id) implements ClientMessage {}

  /// Go on behind what this token says.
  record Resume(String token) implements ClientMessage {}
}
