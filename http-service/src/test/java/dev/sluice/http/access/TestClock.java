package dev.sluice.http.access;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;

/// A clock that stands where the tokens of the [Issuer] hold.
@Factory
@Requires(property = "test.clock", value = "issuer")
final class TestClock {
  @Singleton
  Clock clock() {
    return Clock.fixed(Issuer.NOW, ZoneOffset.UTC);
  }
}
