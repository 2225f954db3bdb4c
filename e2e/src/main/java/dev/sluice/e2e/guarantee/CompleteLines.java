package dev.sluice.e2e.guarantee;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The lines of a file that have an end: the last one may have none.
final class CompleteLines implements Iterator<String>, AutoCloseable {
  private final BufferedReader reader;
  private final boolean lastIsComplete;
  private @Nullable String line;
  private @Nullable String lineAfter;

  private CompleteLines(Path file) throws IOException {
    lastIsComplete = endsWithLineFeed(file);
    reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
    lineAfter = reader.readLine();
    advance();
  }

  /// To be closed by who takes it.
  static Stream<String> of(Path file) {
    try {
      CompleteLines lines = new CompleteLines(file);
      return StreamSupport.stream(
              Spliterators.spliteratorUnknownSize(lines, Spliterator.ORDERED), false)
          .onClose(lines::close);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static boolean endsWithLineFeed(Path path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      if (file.length() == 0) {
        return true;
      }
      file.seek(file.length() - 1);
      return file.read() == '\n';
    }
  }

  private void advance() throws IOException {
    line = lineAfter;
    lineAfter = line == null ? null : reader.readLine();
    if (lineAfter == null && !lastIsComplete) {
      line = null;
    }
  }

  @Override
  public boolean hasNext() {
    return line != null;
  }

  @Override
  public String next() {
    String next = line;
    if (next == null) {
      throw new NoSuchElementException("no more lines");
    }
    try {
      advance();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return next;
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
