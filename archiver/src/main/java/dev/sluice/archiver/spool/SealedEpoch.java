package dev.sluice.archiver.spool;

import java.util.List;

/// What sealing a spool made: each row that was appended is in one file, or repeats one that is.
///
/// @param files by partition and part
/// @param repeated rows that were left out because the same change had come twice
public record SealedEpoch(List<SealedFile> files, long repeated) {
  public SealedEpoch {
    files = List.copyOf(files);
  }

  public long rows() {
    return files.stream().mapToLong(SealedFile::rows).sum();
  }

  public long bytes() {
    return files.stream().mapToLong(SealedFile::bytes).sum();
  }
}
