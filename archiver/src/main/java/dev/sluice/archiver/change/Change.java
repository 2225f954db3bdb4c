package dev.sluice.archiver.change;

import dev.sluice.archive.row.ArchiveRow;
import java.util.Locale;

/// What one record of the table-change stream means for the archive.
public sealed interface Change {

  /// An event that time to live removed: to be archived.
  record Expired(ArchiveRow row) implements Change {}

  /// A change that the archive has no use for, as intended.
  record Ignored(Kind kind) implements Change {
    /// The name in lower case is the tag of metrics.
    public enum Kind {
      INSERTED,
      MODIFIED,
      /// By an operator or by erasure, not by time to live.
      REMOVED_BY_HAND;

      private final String text = name().toLowerCase(Locale.ROOT);

      public String text() {
        return text;
      }
    }
  }

  /// A record that should not be on the stream, or whose item is no event: a dead letter.
  ///
  /// @param detail names the offending member or value, shortened, and what would have been
  ///   accepted
  record Refused(Reason reason, String detail) implements Change {
    /// The name in lower case is the tag of metrics and the `reason` of dead letters.
    public enum Reason {
      /// No JSON document, or more than one.
      NOT_JSON,
      /// JSON, but no object at the root.
      WRONG_ROOT,
      /// A member of the record or an attribute of the image is absent.
      MISSING_MEMBER,
      /// A member or attribute is present but cannot be what it should be.
      MALFORMED_MEMBER,
      /// Not the record format or the precision of time that this decoder knows.
      UNKNOWN_FORMAT,
      /// A change of another table than that of events.
      FOREIGN_TABLE,
      /// The item is of a layout that this decoder does not know.
      UNKNOWN_SCHEMA;

      private final String text = name().toLowerCase(Locale.ROOT);

      public String text() {
        return text;
      }
    }
  }
}
