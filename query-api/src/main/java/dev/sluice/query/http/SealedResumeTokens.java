package dev.sluice.query.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.query.live.ResumePoint;
import dev.sluice.query.live.ResumeTokens;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Resume tokens sealed as cursors are. Compressed before, since each shard takes some 70
/// characters, most of them digits: a shard adds some 45 to a token.
final class SealedResumeTokens implements ResumeTokens {
  private static final String QUESTION = "live";

  /// As of some 1,000 shards.
  private static final int MAX_TEXT_BYTES = 128 << 10;

  private final Cursors cursors;

  SealedResumeTokens(Cursors cursors) {
    this.cursors = cursors;
  }

  @Override
  public String seal(ResumePoint point) {
    return cursors.seal(QUESTION, deflated(point.text().getBytes(UTF_8)));
  }

  @Override
  public Optional<ResumePoint> open(String token) {
    return cursors
        .open(QUESTION, token)
        .flatMap(SealedResumeTokens::inflated)
        .flatMap(ResumePoint::parse);
  }

  /// A char a byte.
  private static String deflated(byte[] text) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(text);
      deflater.finish();
      byte[] bytes = new byte[text.length + 64];
      int length = deflater.deflate(bytes);
      return new String(bytes, 0, length, ISO_8859_1);
    } finally {
      deflater.end();
    }
  }

  private static Optional<String> inflated(String deflated) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(deflated.getBytes(ISO_8859_1));
      byte[] bytes = new byte[MAX_TEXT_BYTES];
      int length = inflater.inflate(bytes);
      return inflater.finished()
          ? Optional.of(new String(Arrays.copyOf(bytes, length), UTF_8))
          : Optional.empty();
    } catch (DataFormatException e) {
      return Optional.empty();
    } finally {
      inflater.end();
    }
  }
}
