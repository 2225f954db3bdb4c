package dev.sluice.archiver.catalog;

class InMemoryArchiveBucketTest extends ArchiveBucketContract {
  @Override
  protected ArchiveBucket bucket() {
    return new InMemoryArchiveBucket();
  }
}
