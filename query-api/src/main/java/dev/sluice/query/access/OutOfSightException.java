package dev.sluice.query.access;

import org.jspecify.annotations.Nullable;

/// Somebody asked for what is not theirs to see.
public final class OutOfSightException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String parameter;

  OutOfSightException(@Nullable String parameter, String message) {
    super(message);
    this.parameter = parameter;
  }

  /// What to correct; null where nothing of the request is to blame.
  public @Nullable String parameter() {
    return parameter;
  }
}
