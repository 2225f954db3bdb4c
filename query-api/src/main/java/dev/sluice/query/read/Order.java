package dev.sluice.query.read;

/// By event time: oldest or newest first.
public enum Order {
  ASC,
  DESC
}
