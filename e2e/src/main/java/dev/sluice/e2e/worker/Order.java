package dev.sluice.e2e.worker;

import java.util.Arrays;

/// What a worker process is told, a line each on its standard input.
sealed interface Order {

  /// The consumer shall start. Orders before it are in force when the first batch comes.
  record Start() implements Order {}

  /// The process shall halt when a point is met, with nothing flushed and nothing said.
  ///
  /// @param times how often from now on, 1 being the next time
  record Crash(FaultPoint point, int times) implements Order {
    public Crash {
      if (times < 1) {
        throw new IllegalArgumentException(
            "crash at %s for time %d: the next is 1".formatted(point, times));
      }
    }
  }

  /// Whoever meets the point shall wait there.
  record Hold(FaultPoint point) implements Order {}

  /// All who wait shall go on, and no point holds any more.
  record Release() implements Order {}

  default String line() {
    return switch (this) {
      case Start() -> "start";
      case Crash(FaultPoint point, int times) -> "crash " + point + " " + times;
      case Hold(FaultPoint point) -> "hold " + point;
      case Release() -> "release";
    };
  }

  /// @throws IllegalArgumentException naming the line that is no order
  static Order parse(String line) {
    String[] words = line.split(" ");
    return switch (words[0] + "/" + words.length) {
      case "start/1" -> new Start();
      case "crash/3" -> new Crash(FaultPoint.valueOf(words[1]), Integer.parseInt(words[2]));
      case "hold/2" -> new Hold(FaultPoint.valueOf(words[1]));
      case "release/1" -> new Release();
      default ->
          throw new IllegalArgumentException(
              "\"%s\" is no order: start, crash POINT TIMES, hold POINT, release; points are %s"
                  .formatted(line, Arrays.toString(FaultPoint.values())));
    };
  }
}
