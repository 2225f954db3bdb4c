package dev.sluice.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// One envelope that devices may send.
sealed interface WireFormat permits AdapterEventFormat, NamedEventFormat, CloudEventFormat {

  /// Whether the object means to be this envelope, complete or not.
  boolean recognises(ObjectNode envelope);

  /// What cannot be read stands empty in the event, and `members` knows of it.
  ///
  /// @param partitionKey of the Kinesis record: the device, where an envelope names none
  RawEvent decode(Members members, String partitionKey);
}
