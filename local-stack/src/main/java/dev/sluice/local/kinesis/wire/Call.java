package dev.sluice.local.kinesis.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.local.kinesis.stream.ErrorType;
import java.io.IOException;

/// One request: its body, read as a tree by most actions and as a stream of tokens on the hot path,
/// and the reply under construction.
public final class Call {

  private final WireFormat format;
  private final byte[] body;
  private final double refusedShare;
  private final Reply reply;

  /// @param refusedShare the share of a batch's entries that must be refused, in \[0, 1]
  public Call(WireFormat format, byte[] body, double refusedShare) {
    this.format = format;
    this.body = body;
    this.refusedShare = refusedShare;
    this.reply = new Reply(format);
  }

  public WireFormat format() {
    return format;
  }

  public double refusedShare() {
    return refusedShare;
  }

  public Reply reply() {
    return reply;
  }

  /// The whole body as a tree.
  public Parameters parameters() throws IOException {
    JsonNode tree =
        body.length == 0 ? format.mapper().createObjectNode() : format.mapper().readTree(body);
    if (!tree.isObject()) {
      throw ErrorType.SERIALIZATION.because("the body is not an object");
    }
    return new Parameters(format, tree);
  }

  /// The body as tokens, from its first one on.
  public JsonParser tokens() throws IOException {
    return format.mapper().createParser(body);
  }
}
