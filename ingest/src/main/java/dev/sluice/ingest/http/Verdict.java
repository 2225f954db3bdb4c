package dev.sluice.ingest.http;

import dev.sluice.ingest.publish.StreamEntry;
import dev.sluice.model.Rejection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What becomes of one event of a post.
sealed interface Verdict {

  /// @param eventId under which it will be found
  record Accepted(UUID eventId, StreamEntry entry) implements Verdict {}

  /// @param eventId null where none could be read
  /// @param reason as dead letters name it, or [#FORBIDDEN_DEVICE]
  record Rejected(@Nullable UUID eventId, String reason, String detail) implements Verdict {

    static Rejected of(@Nullable UUID eventId, Rejection rejection) {
      return new Rejected(eventId, rejection.reason().text(), rejection.detail());
    }

    boolean isForbidden() {
      return reason.equals(FORBIDDEN_DEVICE);
    }
  }

  /// The caller may not send for the device.
  String FORBIDDEN_DEVICE = "forbidden_device";
}
