package dev.sluice.e2e.worker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How a worker process is started.
///
/// @param name of the process, unlike all others of the run: its files are called after it
/// @param environment points the AWS SDK at its services
/// @param settings of the service, all of them
/// @param directory where its trace `<name>.ndjson` and its log `<name>.log` go
/// @param heap at most, as `-Xmx` takes it
/// @param flags of the JVM, beyond those that make it small
public record WorkerLaunch(
    String name,
    Map<String, String> environment,
    Map<String, Object> settings,
    Path directory,
    String heap,
    List<String> flags) {

  public WorkerLaunch {
    if (!name.matches("[a-z0-9-]+")) {
      throw new IllegalArgumentException(
          "worker name \"" + name + "\" is to be of a-z, 0-9 and - only");
    }
    environment = Map.copyOf(environment);
    settings = Map.copyOf(settings);
    flags = List.copyOf(flags);
  }

  /// A small worker with the settings of a laptop.
  public static WorkerLaunch of(
      String name, Map<String, String> environment, Map<String, Object> settings, Path directory) {
    return new WorkerLaunch(name, environment, settings, directory, "128m", List.of());
  }

  /// An archiver with the settings of a laptop.
  public static WorkerLaunch ofArchiver(
      String name, Map<String, String> environment, Map<String, Object> settings, Path directory) {
    Map<String, Object> archiver = new HashMap<>(settings);
    archiver.put("sluice.service", "archiver");
    return new WorkerLaunch(name, environment, archiver, directory, "256m", List.of());
  }

  /// The next process of the same kind.
  public WorkerLaunch named(String other) {
    return new WorkerLaunch(other, environment, settings, directory, heap, flags);
  }

  public WorkerLaunch withSetting(String property, Object value) {
    Map<String, Object> more = new HashMap<>(settings);
    more.put(property, value);
    return new WorkerLaunch(name, environment, more, directory, heap, flags);
  }

  public WorkerLaunch withHeap(String other) {
    return new WorkerLaunch(name, environment, settings, directory, other, flags);
  }

  public WorkerLaunch withFlags(List<String> more) {
    return new WorkerLaunch(name, environment, settings, directory, heap, more);
  }

  public Path trace() {
    return directory.resolve(name + ".ndjson");
  }

  public Path log() {
    return directory.resolve(name + ".log");
  }
}
