package dev.sluice.archiver.spool;

import java.io.IOException;
import java.nio.file.Path;

/// A spool file is not what was written: the disk failed, or something else wrote to it. The rows
/// are still on the stream: give the shard up uncheckpointed and read on from the checkpoint.
public final class CorruptSpoolException extends IOException {
  private static final long serialVersionUID = 1;

  CorruptSpoolException(Path file, String problem) {
    super(
        "spool file "
            + file
            + " "
            + problem
            + "; check the disk, then read the shard again from its checkpoint");
  }
}
