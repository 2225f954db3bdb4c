package dev.sluice.archiver.fuse;

/// The time to live of the table of events.
public interface TimeToLive {

  /// What DynamoDB says of it.
  enum State {
    ENABLED,
    /// Switched on, and not yet everywhere: up to an hour.
    ENABLING,
    DISABLED,
    /// Switched off, and not yet everywhere: items may still go.
    DISABLING
  }

  /// How a change was taken.
  enum Answer {
    TAKEN,
    /// It was changed not long ago; later it will be taken.
    TOO_SOON
  }

  State state();

  /// @param on whether items are to be removed when they have expired
  Answer set(boolean on);
}
