package dev.sluice.model;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Reads UUIDs in their one written form; `UUID.fromString` also takes `1-1-1-1-1`.
public final class StrictUuid {
  private static final Pattern FORM =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

  private StrictUuid() {}

  public static Optional<UUID> parse(String text) {
    return text.length() == 36 && FORM.matcher(text).matches()
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }
}
