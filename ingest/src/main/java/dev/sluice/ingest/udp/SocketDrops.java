package dev.sluice.ingest.udp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Datagrams that the kernel dropped because a socket's buffer was full, as Linux tells in
/// [/proc/net/udp](https://docs.kernel.org/networking/proc_net_tcp.html); 0 elsewhere.
final class SocketDrops {
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));
  private static final int LOCAL_ADDRESS = 1;

  private SocketDrops() {}

  /// @return of all sockets at this port
  static long of(int port) {
    long drops = 0;
    for (Path table : TABLES) {
      try {
        drops += Files.isReadable(table) ? sum(Files.readAllLines(table), port) : 0;
      } catch (IOException unreadable) {
        return drops;
      }
    }
    return drops;
  }

  /// @param table a line of headings, then one of each socket: the second column is the local
  ///   address in hexadecimal, the last one the drops
  static long sum(List<String> table, int port) {
    String end = String.format(Locale.ROOT, ":%04X", port);
    return table.stream()
        .skip(1)
        .map(line -> line.strip().split("\\s+"))
        .filter(columns -> columns.length > 2 && columns[LOCAL_ADDRESS].endsWith(end))
        .mapToLong(columns -> Long.parseLong(columns[columns.length - 1]))
        .sum();
  }
}
