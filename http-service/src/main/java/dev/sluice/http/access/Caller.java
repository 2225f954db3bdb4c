package dev.sluice.http.access;

import io.micronaut.security.authentication.Authentication;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Somebody who proved who they are, as micronaut-security has it.
///
/// @param until when the proof ends
record Caller(Access access, List<String> roles, Instant until) implements Authentication {

  static Caller of(Access access, Instant until) {
    return new Caller(access, access.scopes().stream().map(Scope::text).sorted().toList(), until);
  }

  @Override
  public String getName() {
    return access.principal();
  }

  @Override
  public Collection<String> getRoles() {
    return roles;
  }

  @Override
  public Map<String, Object> getAttributes() {
    return Map.of();
  }
}
