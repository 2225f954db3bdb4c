package dev.sluice.ingest.publish;

/// What goes onto the stream as one record.
///
/// @param partitionKey the device's id: entries of one key keep their order
/// @param bytes of the record, at most 1 MiB with the key; not copied
/// @see <a href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">
///   Kinesis quotas</a>
public record StreamEntry(String partitionKey, byte[] bytes) {
  public static final int MOST_BYTES = 1 << 20;
  public static final int LONGEST_KEY = 256;

  public StreamEntry {
    if (partitionKey.isEmpty() || partitionKey.length() > LONGEST_KEY) {
      throw new IllegalArgumentException(
          "partition key \"%s\" has %d characters; 1 to %d are accepted"
              .formatted(partitionKey, partitionKey.length(), LONGEST_KEY));
    }
    if (bytes.length + keyBytes(partitionKey) > MOST_BYTES) {
      throw new IllegalArgumentException(
          "a record of %d bytes and its key \"%s\" are more than %d"
              .formatted(bytes.length, partitionKey, MOST_BYTES));
    }
  }

  /// What the stream counts it as: the record and its key.
  public int size() {
    return bytes.length + keyBytes(partitionKey);
  }

  /// In UTF-8, without encoding it.
  private static int keyBytes(String key) {
    int bytes = key.length();
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c >= 0x80) {
        bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return bytes;
  }
}
