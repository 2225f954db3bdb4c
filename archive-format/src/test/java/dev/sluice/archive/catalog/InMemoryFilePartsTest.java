package dev.sluice.archive.catalog;

class InMemoryFilePartsTest extends FilePartsContract {
  @Override
  protected FileParts holding(String key, byte[] content) {
    InMemoryArchiveBucket bucket = new InMemoryArchiveBucket();
    bucket.put(key, content);
    return bucket;
  }
}
