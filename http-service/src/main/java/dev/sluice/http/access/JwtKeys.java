package dev.sluice.http.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.token.jwt.signature.ReactiveSignatureConfiguration;
import jakarta.inject.Named;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.security.Key;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Checks signatures by the keys that the issuer publishes ([RFC
/// 7517](https://www.rfc-editor.org/rfc/rfc7517)).
///
/// The set is kept five minutes; a key that is not in it has it fetched again, twice in 30 s at
/// most. While the issuer is away the last set serves for four hours. Only public-key algorithms
/// are taken, so that no published key passes for a secret.
@Context
@Requires(property = SecurityConfig.MODE, value = SecurityConfig.JWT)
final class JwtKeys implements ReactiveSignatureConfiguration<SignedJWT> {
  private static final int TIMEOUT_MILLIS = 2_000;
  private static final int MOST_BYTES = 256 * 1024;
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private final JWSVerificationKeySelector<SecurityContext> keys;
  private final DefaultJWSVerifierFactory verifiers = new DefaultJWSVerifierFactory();
  private final Scheduler scheduler;
  private final URL url;
  private volatile boolean loaded;

  JwtKeys(JwtConfig config, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.scheduler = Schedulers.fromExecutorService(blocking);
    this.url = url(config);
    DefaultResourceRetriever retriever =
        new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MOST_BYTES);
    if (url.getProtocol().equals("file")) {
      requireReadable(retriever);
    }
    this.keys =
        new JWSVerificationKeySelector<>(
            ALGORITHMS,
            JWKSourceBuilder.create(url, retriever)
                .outageTolerant(Duration.ofHours(4).toMillis())
                .retrying(true)
                .build());
  }

  @Override
  public Publisher<Boolean> verify(SignedJWT token) {
    return Mono.fromCallable(() -> isSigned(token)).subscribeOn(scheduler);
  }

  private boolean isSigned(SignedJWT token) throws JOSEException {
    for (Key key : candidates(token)) {
      if (token.verify(verifiers.createJWSVerifier(token.getHeader(), key))) {
        return true;
      }
    }
    return false;
  }

  private Iterable<Key> candidates(SignedJWT token) {
    try {
      Iterable<Key> found = keys.selectJWSKeys(token.getHeader(), null);
      loaded = true;
      return found;
    } catch (RateLimitReachedException e) {
      if (loaded) {
        // the key is not in the set that was fetched a moment ago
        return Set.of();
      }
      throw unavailable(e);
    } catch (KeySourceException e) {
      throw unavailable(e);
    }
  }

  private KeysUnavailableException unavailable(KeySourceException cause) {
    return new KeysUnavailableException("no keys can be had from " + url, cause);
  }

  private static URL url(JwtConfig config) {
    try {
      return config.jwks().toURL();
    } catch (MalformedURLException | IllegalArgumentException e) {
      throw SecurityConfig.wrong("jwt.jwks-url", config.jwksUrl(), "a URL");
    }
  }

  private void requireReadable(DefaultResourceRetriever retriever) {
    try {
      com.nimbusds.jose.jwk.JWKSet.parse(retriever.retrieveResource(url).getContent());
    } catch (IOException | java.text.ParseException e) {
      throw new IllegalArgumentException(
          SecurityConfig.PREFIX + "jwt.jwks-url \"" + url + "\" is no readable set of keys", e);
    }
  }
}
