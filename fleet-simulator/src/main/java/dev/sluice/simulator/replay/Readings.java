package dev.sluice.simulator.replay;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Recorded readings, one JSON object a line, plain or gzip, read as they are needed. A line that
/// is no reading is reported and skipped; a blank one is skipped.
///
/// One thread reads; any thread may ask how far it is.
public final class Readings implements AutoCloseable {

  /// A skipped line.
  ///
  /// @param line counted from 1
  public record BadLine(long line, String problem) {
    @Override
    public String toString() {
      return "line " + line + " " + problem + "; skipped";
    }
  }

  private static final String BUNDLED = "/readings/sensor-readings.ndjson.gz";

  private final BufferedReader reader;
  private final Counted raw;
  private final long size;
  private final Consumer<BadLine> badLines;
  private long line;
  private volatile long skipped;

  private Readings(InputStream in, long size, Consumer<BadLine> badLines) throws IOException {
    this.raw = new Counted(in);
    this.size = size;
    this.badLines = badLines;
    this.reader = new BufferedReader(new InputStreamReader(unzipped(raw), StandardCharsets.UTF_8));
  }

  /// @throws UncheckedIOException naming the file, if it cannot be read
  public static Readings open(Path file, Consumer<BadLine> badLines) {
    try {
      return new Readings(Files.newInputStream(file), Files.size(file), badLines);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the readings in " + file, e);
    }
  }

  /// 9,995 real readings of three sensors over 24 hours, part of this module; see
  /// `readings/LICENSE.md`.
  public static Readings bundled() {
    try {
      URLConnection resource =
          Objects.requireNonNull(Readings.class.getResource(BUNDLED), BUNDLED).openConnection();
      return new Readings(
          resource.getInputStream(),
          resource.getContentLengthLong(),
          bad -> {
            throw new IllegalStateException("the bundled readings are broken: " + bad);
          });
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the bundled readings", e);
    }
  }

  private static InputStream unzipped(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in);
    buffered.mark(2);
    boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    return gzip ? new GZIPInputStream(buffered) : buffered;
  }

  /// The next reading, or null at the end.
  @Nullable Reading next() {
    try {
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        line++;
        if (!text.isBlank()) {
          try {
            return Reading.parse(text);
          } catch (Reading.MalformedReadingException e) {
            skipped++;
            badLines.accept(new BadLine(line, String.valueOf(e.getMessage())));
          }
        }
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read on after line " + line, e);
    }
  }

  /// How many lines were no reading, so far.
  public long skipped() {
    return skipped;
  }

  /// How much of the file is read, in 0 to 1.
  public double fractionRead() {
    return size <= 0 ? 0 : Math.min(1, raw.count / (double) size);
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the readings", e);
    }
  }

  private static final class Counted extends FilterInputStream {
    private volatile long count;

    private Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count += value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
