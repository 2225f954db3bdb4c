package dev.sluice.e2e.deadletters;

import dev.sluice.archiver.change.Change;
import dev.sluice.archiver.change.ChangeDecoder;
import dev.sluice.model.Rejection;
import dev.sluice.wire.DecodeLimits;
import dev.sluice.wire.DecodedLine;
import dev.sluice.wire.RecordDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Foretells what the reader of a stream will make of a record. Pure.
@FunctionalInterface
interface Judge {

  /// @return why the reader would refuse the record again; null if it would not
  @Nullable String refusal(byte[] record, String partitionKey);

  /// The consumer, as far as the bytes tell: of a record none of whose lines is an event, what is
  /// said of the first.
  static Judge ofEvents() {
    RecordDecoder decoder = new RecordDecoder(DecodeLimits.DEFAULT);
    return (record, partitionKey) -> {
      List<DecodedLine> lines = decoder.decode(record, partitionKey);
      if (lines.stream().anyMatch(DecodedLine.Decoded.class::isInstance)
          || !(lines.getFirst() instanceof DecodedLine.Undecodable bad)) {
        return null;
      }
      Rejection rejection = bad.rejection();
      return rejection.reason().text() + ": " + rejection.detail();
    };
  }

  /// The archiver.
  ///
  /// @param table whose changes the stream carries
  static Judge ofChanges(String table) {
    ChangeDecoder decoder = new ChangeDecoder(table);
    return (record, partitionKey) ->
        decoder.decode(record) instanceof Change.Refused(var reason, String detail)
            ? reason.text() + ": " + detail
            : null;
  }
}
