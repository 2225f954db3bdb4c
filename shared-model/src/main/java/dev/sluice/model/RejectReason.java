package dev.sluice.model;

import java.util.Locale;

/// Why an event was not stored. The name in lower case is the tag of metrics and the `reason` of
/// dead letters.
public enum RejectReason {
  /// Bytes, or an unpaired surrogate escape, that no UTF-8 text can hold.
  NOT_UTF8,
  /// No JSON document: a syntax error, NaN, nothing at all.
  NOT_JSON,
  /// JSON, but no object at the root.
  WRONG_ROOT,
  /// One member appears twice in an object.
  DUPLICATE_MEMBER,
  /// Nested deeper than the limit.
  TOO_DEEP,
  /// A required member is absent or null.
  MISSING_MEMBER,
  /// A member is present but cannot be what it should be.
  MALFORMED_MEMBER,
  /// None of the known envelopes.
  UNKNOWN_ENVELOPE,
  /// The device's clock lies outside the accepted window around the arrival.
  EVENT_TIME_OUT_OF_RANGE,
  /// The record, or its text after gunzip, is over its limit.
  RECORD_TOO_LARGE,
  /// More lines in one record than the limit.
  TOO_MANY_LINES,
  /// Starts like gzip and is not.
  MALFORMED_GZIP,
  /// The item would be over DynamoDB's 400 KB.
  ITEM_TOO_LARGE,
  /// A different event has this id already.
  ID_COLLISION,
  /// The store refused the item for good for another reason.
  STORE_REFUSED,
  /// A submission holds a type of event that none may hold.
  UNKNOWN_TYPE,
  /// More events in one submission than the limit.
  TOO_MANY_EVENTS;

  private final String text = name().toLowerCase(Locale.ROOT);

  public String text() {
    return text;
  }
}
