package dev.sluice.archive.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/// Compresses pages by zstd's native code, each in one call. Parquet's own codec does the same
/// through Hadoop's streams, which need Hadoop's configuration and all that it drags along.
///
/// One thread at a time.
final class ZstdCodec
    implements CompressionCodecFactory, CompressionCodecFactory.BytesInputCompressor {
  private final ZstdCompressCtx context;

  ZstdCodec(int level) {
    this.context = new ZstdCompressCtx().setLevel(level);
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    if (codec != CompressionCodecName.ZSTD) {
      throw new IllegalArgumentException("codec " + codec + " is not " + CompressionCodecName.ZSTD);
    }
    return this;
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("writes only");
  }

  @Override
  public BytesInput compress(BytesInput bytes) throws IOException {
    byte[] page = bytes.toByteArray();
    byte[] compressed = new byte[Math.toIntExact(Zstd.compressBound(page.length))];
    int length = context.compress(compressed, page);
    return BytesInput.from(Arrays.copyOf(compressed, length));
  }

  @Override
  public CompressionCodecName getCodecName() {
    return CompressionCodecName.ZSTD;
  }

  @Override
  public void release() {
    context.close();
  }
}
