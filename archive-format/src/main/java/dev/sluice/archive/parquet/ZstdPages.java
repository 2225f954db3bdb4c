package dev.sluice.archive.parquet;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/// Decompresses what [ZstdCodec] compressed, without Hadoop's codecs.
final class ZstdPages
    implements CompressionCodecFactory, CompressionCodecFactory.BytesInputDecompressor {

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("reads only");
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    if (codec != CompressionCodecName.ZSTD) {
      throw new IllegalArgumentException("codec " + codec + " is not " + CompressionCodecName.ZSTD);
    }
    return this;
  }

  @Override
  public BytesInput decompress(BytesInput bytes, int uncompressedSize) throws IOException {
    return BytesInput.from(Zstd.decompress(bytes.toByteArray(), uncompressedSize));
  }

  @Override
  public void decompress(
      ByteBuffer input, int compressedSize, ByteBuffer output, int uncompressedSize) {
    throw new UnsupportedOperationException("heap buffers only");
  }

  @Override
  public void release() {}
}
