package dev.sluice.stream.kcl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A [WorkerProcess], as its parent sees it.
final class WorkerHandle implements AutoCloseable {
  private static final List<String> SHARED_PROPERTIES =
      List.of(
          "aws.region",
          "aws.accessKeyId",
          "aws.secretAccessKey",
          "aws.endpointUrlKinesis",
          "aws.endpointUrlDynamoDb");

  private final Process process;
  private final Thread reader;
  private final Queue<WorkerEvent> events;
  private final CompletableFuture<String> identifier = new CompletableFuture<>();

  /// @param events gets what the worker tells
  static WorkerHandle start(List<String> arguments, Queue<WorkerEvent> events) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Xshare:auto", "--enable-native-access=ALL-UNNAMED"));
    command.add("--sun-misc-unsafe-memory-access=allow");
    SHARED_PROPERTIES.forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(WorkerProcess.class.getName());
    command.addAll(arguments);
    try {
      Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
      return new WorkerHandle(process, events);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private WorkerHandle(Process process, Queue<WorkerEvent> events) {
    this.process = process;
    this.events = events;
    this.reader = Thread.ofVirtual().start(this::read);
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      for (String line; (line = lines.readLine()) != null; ) {
        WorkerEvent.read(identifier.getNow(""), line).ifPresentOrElse(this::note, noise(line));
      }
    } catch (IOException e) {
      System.out.println("a worker's output ended: " + e);
    }
  }

  private void note(WorkerEvent event) {
    events.add(event);
    if (event.kind() == WorkerEvent.Kind.STARTED) {
      identifier.complete(event.shardId());
    }
  }

  private static Runnable noise(String line) {
    return () -> System.out.println("  worker: " + line);
  }

  /// The name under which it owns leases.
  String identifier() {
    return identifier.orTimeout(1, TimeUnit.MINUTES).join();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// `SIGTERM`, without waiting for the end. Not by [Process#destroy], which closes the pipes too.
  void stop() {
    signal("TERM");
  }

  /// `SIGKILL`.
  void kill() {
    signal("KILL");
  }

  /// `SIGSTOP`: no thread of it runs any more, nothing is closed.
  void freeze() {
    signal("STOP");
  }

  /// `SIGCONT`.
  void wake() {
    signal("CONT");
  }

  /// Its next batch does not come to its end.
  void hold() {
    order('h');
  }

  void goOn() {
    order('g');
  }

  private void order(char order) {
    try {
      process.getOutputStream().write(order);
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void signal(String name) {
    try {
      Process kill =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("kill -%s answered %d".formatted(name, kill.exitValue()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Its exit code, when it has ended and all that it told was read.
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      throw new IllegalStateException("process %d goes on and on".formatted(process.pid()));
    }
    reader.join();
    return process.exitValue();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly();
    awaitEnd();
  }
}
