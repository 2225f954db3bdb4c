package dev.sluice.e2e.guarantee;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The trace of one worker process as a file: an entry a line, JSON with snake_case members, `kind`
/// first. The file's name without `.ndjson` is the name of the process.
///
/// Each entry is handed to the operating system in one write before [#append] returns, so a `kill
/// -9` loses nothing that was appended. Thread-safe; some microseconds an entry.
public final class TraceFile implements AutoCloseable {
  private static final String SUFFIX = ".ndjson";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addMixIn(TraceEntry.class, Kinds.class)
          .build();
  private static final ObjectWriter WRITER = JSON.writerFor(TraceEntry.class);
  private static final ObjectReader READER = JSON.readerFor(TraceEntry.class);

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = TraceEntry.Opened.class, name = "opened"),
    @JsonSubTypes.Type(value = TraceEntry.BatchBegun.class, name = "batch_begun"),
    @JsonSubTypes.Type(value = TraceEntry.Claimed.class, name = "claimed"),
    @JsonSubTypes.Type(value = TraceEntry.Stored.class, name = "stored"),
    @JsonSubTypes.Type(value = TraceEntry.Refreshed.class, name = "refreshed"),
    @JsonSubTypes.Type(value = TraceEntry.DeadLettered.class, name = "dead_lettered"),
    @JsonSubTypes.Type(value = TraceEntry.BatchDone.class, name = "batch_done"),
    @JsonSubTypes.Type(value = TraceEntry.Closed.class, name = "closed")
  })
  private interface Kinds {}

  private final Path path;

  /// Not a channel: the interrupt of a thread that writes would close it for all.
  private final FileOutputStream out;

  private TraceFile(Path path, FileOutputStream out) {
    this.path = path;
    this.out = out;
  }

  /// Opens the trace of a process in a directory, which is made if it is missing.
  ///
  /// @param process a name that no other process of the run has
  /// @throws IllegalArgumentException if there is a trace of this name already
  public static TraceFile create(Path directory, String process) {
    Path path = directory.resolve(process + SUFFIX);
    try {
      Files.createDirectories(directory);
      Files.createFile(path);
      return new TraceFile(path, new FileOutputStream(path.toFile(), true));
    } catch (FileAlreadyExistsException e) {
      throw new IllegalArgumentException(
          path + " is there already; each process of a run needs a name of its own", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the trace " + path, e);
    }
  }

  public void append(TraceEntry entry) {
    try {
      byte[] json = WRITER.writeValueAsBytes(entry);
      byte[] line = Arrays.copyOf(json, json.length + 1);
      line[json.length] = '\n';
      synchronized (out) {
        out.write(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the trace " + path, e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the trace " + path, e);
    }
  }

  /// The traces in a directory, by name; none if it is missing. Each is read from its file whenever
  /// its entries are asked for.
  public static List<Trace> readAll(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .sorted()
          .map(TraceFile::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the traces in " + directory, e);
    }
  }

  /// A last line that has no end was torn by the death of its writer, and is left out.
  public static Trace read(Path file) {
    String name = file.getFileName().toString();
    return new Trace(
        name.substring(0, name.length() - SUFFIX.length()),
        () -> CompleteLines.of(file).map(line -> entry(file, line)));
  }

  private static TraceEntry entry(Path file, String line) {
    try {
      return READER.readValue(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(file + " holds a line that is no trace entry: " + line, e);
    }
  }
}
