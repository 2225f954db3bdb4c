package dev.sluice.e2e.worker;

/// What a worker process says, a line each on its standard output.
sealed interface Report {

  /// The management server answers and the worker looks for leases.
  ///
  /// @param worker the name under which it owns them
  record Serving(int port, String worker) implements Report {}

  /// So many orders are in force by now.
  record Obeyed(long orders) implements Report {}

  /// A shard waits at a point.
  record Holding(FaultPoint point) implements Report {}

  /// The process halts at a point.
  record Crashing(FaultPoint point) implements Report {}

  default String line() {
    return switch (this) {
      case Serving(int port, String worker) -> "serving " + port + " " + worker;
      case Obeyed(long orders) -> "obeyed " + orders;
      case Holding(FaultPoint point) -> "holding " + point;
      case Crashing(FaultPoint point) -> "crashing " + point;
    };
  }

  /// @throws IllegalArgumentException naming the line that is no report
  static Report parse(String line) {
    String[] words = line.split(" ");
    return switch (words[0] + "/" + words.length) {
      case "serving/3" -> new Serving(Integer.parseInt(words[1]), words[2]);
      case "obeyed/2" -> new Obeyed(Long.parseLong(words[1]));
      case "holding/2" -> new Holding(FaultPoint.valueOf(words[1]));
      case "crashing/2" -> new Crashing(FaultPoint.valueOf(words[1]));
      default -> throw new IllegalArgumentException("\"" + line + "\" is no report of a worker");
    };
  }
}
