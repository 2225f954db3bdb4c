package dev.sluice.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// One envelope that devices may send.
sealed interface WireFormat permits AdapterEventFormat, NamedEventFormat, CloudEventFormat {

  /// Whether the object means to be this envelope, complete or not.
  boolean recognises(ObjectNode envelope);

  /// @param partitionKey of the Kinesis record: the device, where an envelope names none
  RawEvent decode(ObjectNode envelope, String partitionKey) throws UndecodableException;
}
