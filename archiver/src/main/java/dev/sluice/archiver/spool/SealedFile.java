package dev.sluice.archiver.spool;

import dev.sluice.archive.row.ArchiveFile;
import java.nio.file.Path;

/// A finished file that waits for its upload.
///
/// @param path on local disk, until the spool is closed
public record SealedFile(ArchiveFile file, Path path, long rows, long bytes) {}
