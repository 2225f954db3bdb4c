package dev.sluice.model;

/// What has a place in a shard.
public interface Positioned {
  /// The text of its [Position], which orders what a shard holds.
  String position();
}
