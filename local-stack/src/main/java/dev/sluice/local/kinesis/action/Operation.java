package dev.sluice.local.kinesis.action;

/// Something that a client may ask for, by the name that AWS gives it.
public sealed interface Operation permits Action, StreamingAction {

  default String name() {
    return getClass().getSimpleName();
  }
}
