package dev.holdfast.bootstrap.check;

import dev.holdfast.bootstrap.settings.Choices.SameSite;
import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.bootstrap.site.Closeness;
import dev.holdfast.bootstrap.site.PublicSuffixes;
import dev.holdfast.domain.config.Mode;
import dev.holdfast.domain.secret.Secret;
import dev.holdfast.domain.token.NearMiss;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What is allowed and will surprise somebody all the same. */
final class Warnings {
  private final Configuration configuration;
  private final List<String> all = new ArrayList<>();

  private Warnings(Configuration configuration) {
    this.configuration = configuration;
  }

  static List<String> of(Configuration configuration) {
    var warnings = new Warnings(configuration);
    configuration.listening().trustedOrigins().forEach(warnings::origin);
    warnings.cookies();
    warnings.tokens();
    warnings.secrets();
    return List.copyOf(warnings.all);
  }

  private void origin(String pattern) {
    var sameSite = configuration.cookies().sameSite();
    var closeness = Topology.closeness(pattern, configuration);
    if (closeness == Closeness.CROSS_SITE && sameSite != SameSite.NONE) {
      all.add(
          ("BETTER_AUTH_TRUSTED_ORIGINS names %s, which is another site than %s: with"
                  + " SameSite=%s its requests carry no cookie and every session there is null."
                  + " Serve both under one domain, or set HOLDFAST_COOKIE_SAMESITE=none")
              .formatted(pattern, configuration.publicUrl().origin(), CookieWords.of(sameSite)));
    }
    if (pattern.startsWith("http://") && configuration.publicUrl().isSecure()) {
      all.add(
          "BETTER_AUTH_TRUSTED_ORIGINS names %s: pages of http are another site than https ones, and anybody on their way can change them"
              .formatted(pattern));
    }
    if (configuration.mode() == Mode.PRODUCTION
        && pattern.matches("https?://(?:localhost|127\\..*|\\[::1]).*")) {
      all.add(
          "BETTER_AUTH_TRUSTED_ORIGINS names %s in production: any program on a user's machine can serve that"
              .formatted(pattern));
    }
    wildcard(pattern);
  }

  /** Below a public suffix the next label is anybody's. */
  private void wildcard(String pattern) {
    if (!pattern.matches(".*[*?].*")) return;
    var host = pattern.replaceFirst("^[A-Za-z]+://", "").replaceFirst(":\\d+$", "");
    int last = Math.max(host.lastIndexOf('*'), host.lastIndexOf('?'));
    int dot = host.indexOf('.', last);
    if (dot < 0 || PublicSuffixes.contains(host.substring(dot + 1))) {
      all.add(
          ("BETTER_AUTH_TRUSTED_ORIGINS names %s: anybody can get such a name, and its pages act"
                  + " for every user who opens them. Give your pages a domain of your own")
              .formatted(pattern));
    }
  }

  private void cookies() {
    if (configuration.cookies().sameSite() == SameSite.NONE) {
      all.add(
          "HOLDFAST_COOKIE_SAMESITE=none: several browsers drop cookies of third parties whatever"
              + " they say; a front end under the same domain works in all of them");
    }
    var domain = configuration.cookies().domain();
    if (domain != null && !domain.equals(configuration.publicUrl().host())) {
      all.add(
          "HOLDFAST_COOKIE_DOMAIN=%s: every host below it gets everybody's session cookie and can overwrite it"
              .formatted(domain));
    }
  }

  private void tokens() {
    var url = configuration.publicUrl();
    var issuer = configuration.tokens().issuer();
    if (!issuer.equals(url.origin())) {
      all.add(
          "BETTER_AUTH_ISSUER %s is not the origin of BETTER_AUTH_URL (%s)%s: APIs must expect exactly the former"
              .formatted(issuer, url.origin(), near(url.origin(), issuer)));
    }
    var jwks = configuration.jwksUrl();
    if (!jwks.equals(url.jwksUrl())) {
      all.add(
          "BETTER_AUTH_JWKS_URL %s is not where this server serves its keys (%s)%s"
              .formatted(jwks, url.jwksUrl(), near(url.jwksUrl(), jwks)));
    }
    if (URI.create(jwks).getScheme().equalsIgnoreCase("http") && url.isSecure()) {
      all.add("BETTER_AUTH_JWKS_URL is http: whoever is on the way chooses the keys");
    }
  }

  private static String near(String expected, String actual) {
    return NearMiss.between(expected, actual).map(how -> ", and " + how).orElse("");
  }

  /** Decisions "Rotation order": an instance that does not know the new one yet refuses it. */
  private void secrets() {
    var ring = configuration.configuredSecrets();
    if (ring == null || ring.previous().isEmpty()) return;
    var first = ring.current().version();
    if (first == null) return;
    boolean newest =
        ring.versioned().stream()
            .map(Secret::version)
            .filter(Objects::nonNull)
            .allMatch(version -> version <= first);
    if (newest) {
      all.add(
          ("BETTER_AUTH_SECRETS puts version %d first, so that it signs: an instance that does not"
                  + " list it yet refuses those sessions. Put it second on all instances first"
                  + " (fingerprint shows who knows it)")
              .formatted(first));
    }
  }
}
