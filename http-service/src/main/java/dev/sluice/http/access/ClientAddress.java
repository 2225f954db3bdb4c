package dev.sluice.http.access;

import io.micronaut.http.HttpRequest;
import java.net.InetAddress;
import java.util.List;

/// Where a request comes from. Each proxy appends to `X-Forwarded-For` whom it got the request
/// from, so that only as many entries from the right are true as proxies are ours.
final class ClientAddress {
  private static final String HEADER = "X-Forwarded-For";
  private static final int LONGEST = 64;

  private ClientAddress() {}

  static String of(HttpRequest<?> request, int trustedProxies) {
    String forwarded = String.join(",", request.getHeaders().getAll(HEADER));
    return forwarded(List.of(forwarded.split(",")), trustedProxies, remote(request));
  }

  static String forwarded(List<String> entries, int trustedProxies, String remote) {
    if (trustedProxies == 0 || entries.size() < trustedProxies) {
      return remote;
    }
    String entry = entries.get(entries.size() - trustedProxies).strip();
    return entry.isEmpty() || entry.length() > LONGEST ? remote : entry;
  }

  private static String remote(HttpRequest<?> request) {
    InetAddress address = request.getRemoteAddress().getAddress();
    return address == null ? "unknown" : address.getHostAddress();
  }
}
