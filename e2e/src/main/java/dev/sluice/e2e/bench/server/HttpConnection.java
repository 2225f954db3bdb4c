package dev.sluice.e2e.bench.server;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// A connection that asks and reads the answer, and does as little else as can be: whoever measures
/// a server shares the machine with it. Only answers of known length are understood.
public final class HttpConnection implements AutoCloseable {
  private static final int TIME_OUT_MILLIS = 30_000;
  private static final String LENGTH = "content-length:";

  private final Socket socket;
  private final InputStream in;
  private final StringBuilder line = new StringBuilder(128);

  public HttpConnection(InetSocketAddress server) throws IOException {
    socket = new Socket(server.getAddress(), server.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIME_OUT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream(), 16_384);
  }

  /// @return the body
  /// @throws IOException for any status but 200
  public byte[] get(String path) throws IOException {
    socket
        .getOutputStream()
        .write(
            ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    return answer(path, "200");
  }

  /// @param request head and body, see [#request]
  /// @return the body of the answer
  /// @throws IOException for any status but 202
  public byte[] post(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    return answer("a post", "202");
  }

  /// What is sent to post a body.
  public static byte[] request(String path, String type, byte[] body) {
    byte[] head =
        ("POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n")
            .formatted(path, type, body.length)
            .getBytes(StandardCharsets.US_ASCII);
    byte[] request = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }

  private byte[] answer(String what, String expected) throws IOException {
    String status = line();
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
        length = Integer.parseInt(header.substring(LENGTH.length()).strip());
      }
    }
    byte[] body = in.readNBytes(length);
    if (!status.startsWith("HTTP/1.1 " + expected)) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s was answered with %s: %s",
              what,
              status,
              new String(body, StandardCharsets.UTF_8)));
    }
    return body;
  }

  private String line() throws IOException {
    line.setLength(0);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
