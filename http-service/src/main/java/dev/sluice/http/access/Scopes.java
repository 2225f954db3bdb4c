package dev.sluice.http.access;

/// The texts of [Scope], for `@Secured`.
public final class Scopes {
  public static final String TELEMETRY_READ = "telemetry:read";
  public static final String TELEMETRY_WRITE = "telemetry:write";
  public static final String ALERTS_READ = "alerts:read";
  public static final String ADMIN = "admin";

  private Scopes() {}
}
