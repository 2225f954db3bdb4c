package dev.sluice.e2e.cloud.kubernetes;

/// Where somebody has to mend something.
///
/// @param file below the root of the repository
/// @param line from 1
record Place(String file, int line) {
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
