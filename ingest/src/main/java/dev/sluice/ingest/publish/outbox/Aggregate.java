package dev.sluice.ingest.publish.outbox;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/// Several entries in one record, as the Kinesis Producer Library packs them and the Kinesis Client
/// Library takes them apart: a magic number, a protocol buffer, its MD5.
///
/// All entries have one partition key. The client library drops an aggregate as a whole if the hash
/// keys of its entries lie in several shards, as they may after a split; of one key they never do.
///
/// @see <a
///   href="https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md">
///   KPL aggregated record format</a>
final class Aggregate {
  private static final byte[] MAGIC = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2};
  private static final int MD5_BYTES = 16;
  private static final int KEY_TABLE = 1;
  private static final int RECORDS = 3;
  private static final int RECORD_KEY_INDEX = 1;
  private static final int RECORD_DATA = 3;
  private static final int KEY_INDEX_BYTES =
      CodedOutputStream.computeUInt64Size(RECORD_KEY_INDEX, 0);

  private Aggregate() {}

  /// What an aggregate weighs beside its entries.
  static int frame(int keyBytes) {
    return MAGIC.length
        + MD5_BYTES
        + CodedOutputStream.computeTagSize(KEY_TABLE)
        + CodedOutputStream.computeUInt32SizeNoTag(keyBytes)
        + keyBytes;
  }

  /// What an entry weighs in an aggregate.
  static int sizeOf(byte[] entry) {
    int record = recordBytes(entry);
    return CodedOutputStream.computeTagSize(RECORDS)
        + CodedOutputStream.computeUInt32SizeNoTag(record)
        + record;
  }

  private static int recordBytes(byte[] entry) {
    return KEY_INDEX_BYTES + CodedOutputStream.computeByteArraySize(RECORD_DATA, entry);
  }

  static byte[] of(String key, int keyBytes, List<byte[]> entries) {
    int size = frame(keyBytes);
    for (byte[] entry : entries) {
      size += sizeOf(entry);
    }
    byte[] record = new byte[size];
    int body = size - MAGIC.length - MD5_BYTES;
    System.arraycopy(MAGIC, 0, record, 0, MAGIC.length);
    CodedOutputStream out = CodedOutputStream.newInstance(record, MAGIC.length, body);
    try {
      out.writeString(KEY_TABLE, key);
      for (byte[] entry : entries) {
        out.writeTag(RECORDS, com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED);
        out.writeUInt32NoTag(recordBytes(entry));
        out.writeUInt64(RECORD_KEY_INDEX, 0);
        out.writeByteArray(RECORD_DATA, entry);
      }
      out.checkNoSpaceLeft();
    } catch (IOException e) {
      throw new IllegalStateException("an aggregate is not as large as was computed", e);
    }
    ByteBuffer.wrap(record, MAGIC.length + body, MD5_BYTES)
        .put(md5(ByteBuffer.wrap(record, MAGIC.length, body)));
    return record;
  }

  private static byte[] md5(ByteBuffer body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      digest.update(body);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
