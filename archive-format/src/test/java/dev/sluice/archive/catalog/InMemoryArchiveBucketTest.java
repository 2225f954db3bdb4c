package dev.sluice.archive.catalog;

class InMemoryArchiveBucketTest extends ArchiveBucketContract {
  @Override
  protected ArchiveBucket bucket() {
    return new InMemoryArchiveBucket();
  }
}
