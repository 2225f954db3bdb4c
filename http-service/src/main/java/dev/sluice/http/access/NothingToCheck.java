package dev.sluice.http.access;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.http.filter.HttpServerFilter;
import io.micronaut.http.filter.ServerFilterChain;
import io.micronaut.security.filters.SecurityFilter;
import org.reactivestreams.Publisher;

/// In the place of micronaut-security's filter where authentication is off, and not asked: a bean
/// is replaced only by one of its kind.
@Filter(Filter.MATCH_ALL_PATTERN)
@Requires(property = SecurityConfig.MODE, pattern = SecurityConfig.OFF_IN_YAML)
@Replaces(SecurityFilter.class)
final class NothingToCheck implements HttpServerFilter, ConditionalFilter {
  @Override
  public boolean isEnabled(HttpRequest<?> request) {
    return false;
  }

  @Override
  public Publisher<MutableHttpResponse<?>> doFilter(
      HttpRequest<?> request, ServerFilterChain chain) {
    return chain.proceed(request);
  }
}
