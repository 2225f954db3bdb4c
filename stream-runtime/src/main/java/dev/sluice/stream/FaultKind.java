package dev.sluice.stream;

/// What a failed call means for the shard that needed it.
public enum FaultKind {
  /// Will pass by itself: throttling, 5xx, time-outs, cut connections, credentials that are being
  /// renewed. Repeated for ever.
  TRANSIENT,
  /// The service will never accept this request, because of something that is in it. Not repeated;
  /// the caller may look for the culprit among the items of the request.
  REFUSED_ITEM,
  /// Nothing is wrong with the request; somebody has to mend the surroundings: access denied, a
  /// missing table, an error that nobody foresaw. Repeated for ever, with long pauses, and
  /// readiness goes at once.
  HOLDS_SHARD
}
