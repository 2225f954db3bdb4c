package dev.sluice.http.access;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;

/// How often one caller may ask, under `sluice.rate-limit`; without effect where authentication is
/// off.
///
/// @param perSecond requests of one caller, in the long run; of ingest 1000
/// @param burst requests that may come at once after a pause; of ingest 2000
/// @param trustedProxies how many proxies in front of this add to `X-Forwarded-For`: who calls
///   without a valid credential is told apart by address. 0 to go by the connection
@Context
@ConfigurationProperties("sluice.rate-limit")
record RateLimitConfig(int perSecond, int burst, int trustedProxies) {
  private static final int MOST = 1_000_000;
  private static final int MOST_PROXIES = 10;

  RateLimitConfig {
    if (perSecond < 1 || perSecond > MOST) {
      throw wrong("per-second", perSecond, "in 1.." + MOST);
    }
    if (burst < 1 || burst > MOST) {
      throw wrong("burst", burst, "in 1.." + MOST);
    }
    if (trustedProxies < 0 || trustedProxies > MOST_PROXIES) {
      throw wrong("trusted-proxies", trustedProxies, "in 0.." + MOST_PROXIES);
    }
  }

  private static IllegalArgumentException wrong(String name, int value, String accepted) {
    return new IllegalArgumentException(
        "sluice.rate-limit." + name + " \"" + value + "\" is not " + accepted);
  }
}
