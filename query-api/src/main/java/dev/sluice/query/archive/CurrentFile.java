package dev.sluice.query.archive;

import dev.sluice.archive.row.Partition;

/// A file that a manifest lists.
record CurrentFile(Partition partition, String key) {}
