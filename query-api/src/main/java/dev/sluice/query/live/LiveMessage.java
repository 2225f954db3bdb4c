package dev.sluice.query.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message to a client: one line of JSON in three parts, of which the largest, the body, is
/// shared by all who get it.
///
/// @param kind as in the message
/// @param resume the token within, for transports that carry it apart; null where there is none
// Bytes are handed over and never compared or changed.
@SuppressWarnings("ArrayRecordComponent")
public record LiveMessage(
    String kind, byte[] head, byte[] body, byte[] tail, @Nullable String resume) {
  private static final byte[] NOTHING = {};
  private static final byte[] END = {'}'};

  /// What an object costs on top of its bytes, roughly.
  private static final int OVERHEAD = 64;

  /// The whole line at once.
  static LiveMessage whole(String kind, String json, @Nullable String resume) {
    return new LiveMessage(kind, NOTHING, json.getBytes(UTF_8), NOTHING, resume);
  }

  /// For subscriptions: `{"kind":"event","ids":["s1"],"event":` body `}`.
  ///
  /// @param ids need no escape, by their rule
  static LiveMessage to(List<String> ids, String kind, byte[] body) {
    StringBuilder head = new StringBuilder(48).append("{\"kind\":\"").append(kind);
    head.append("\",\"ids\":[");
    for (int i = 0; i < ids.size(); i++) {
      head.append(i == 0 ? "\"" : ",\"").append(ids.get(i)).append('"');
    }
    head.append("],\"").append(kind).append("\":");
    return new LiveMessage(kind, head.toString().getBytes(UTF_8), body, END, null);
  }

  /// On the wire.
  public int length() {
    return head.length + body.length + tail.length;
  }

  /// What it keeps a queue from taking more of.
  int weight() {
    return length() + OVERHEAD;
  }

  /// The whole line.
  @Override
  public String toString() {
    return new String(head, UTF_8) + new String(body, UTF_8) + new String(tail, UTF_8);
  }
}
