package dev.sluice.e2e.worker;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Starts the processes of workers and sees to it that none outlives this JVM: each halts when its
/// standard input ends, and the frozen, which cannot, are killed by a shutdown hook.
final class Processes {
  private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> ALIVE.forEach(Process::destroyForcibly), "no worker stays"));
  }

  /// What makes a JVM start fast and stay small.
  private static final List<String> SMALL =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseCompactObjectHeaders",
          "-XX:-UsePerfData",
          "-XX:+ExitOnOutOfMemoryError",
          "-Xss512k",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Dlogback.configurationFile=worker/logback.xml");

  private Processes() {}

  static Process start(WorkerLaunch launch) {
    ProcessBuilder builder = new ProcessBuilder(command(launch));
    builder.environment().putAll(launch.environment());
    try {
      Files.createDirectories(launch.directory());
      Process process = builder.redirectError(launch.log().toFile()).start();
      ALIVE.add(process);
      process.onExit().thenAccept(ALIVE::remove);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException("worker " + launch.name() + " does not start", e);
    }
  }

  private static List<String> command(WorkerLaunch launch) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(SMALL);
    command.add("-Xmx" + launch.heap());
    command.addAll(launch.flags());
    command.add("-cp");
    command.add(classPath());
    command.add(WorkerMain.class.getName());
    command.add(launch.directory().toString());
    command.add(launch.name());
    command.addAll(WorkerMain.arguments(launch.settings()));
    return command;
  }

  private static String classPath() {
    return System.getProperty("java.class.path", "")
        .replace(File.pathSeparator + File.pathSeparator, File.pathSeparator);
  }

  /// @param name such as `STOP`
  static void signal(Process process, String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      int exit = kill.onExit().join().exitValue();
      if (exit != 0 && process.isAlive()) {
        throw new IllegalStateException(
            "kill -%s %d ended with %d".formatted(name, process.pid(), exit));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("kill, a command of POSIX, does not run", e);
    }
  }
}
