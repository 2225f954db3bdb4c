package dev.sluice.archiver.commit;

import dev.sluice.archiver.change.Change;
import dev.sluice.stream.StreamRecord;

/// A record of the change stream that cannot be archived, and why.
public record RefusedChange(StreamRecord record, Change.Refused refused) {}
