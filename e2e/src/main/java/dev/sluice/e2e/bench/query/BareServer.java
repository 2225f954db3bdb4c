package dev.sluice.e2e.bench.query;

import io.micronaut.runtime.Micronaut;

/// The baseline: Micronaut's server with one endpoint, no filter, no metrics, no security.
public final class BareServer {
  static final String PROPERTY = "sluice.bench.bare-body";

  private BareServer() {}

  public static void main(String[] args) {
    Micronaut.build(args)
        .mainClass(BareServer.class)
        .overrideConfigLocations("classpath:bench-bare/")
        .deduceEnvironment(false)
        .banner(false)
        .start();
  }
}
