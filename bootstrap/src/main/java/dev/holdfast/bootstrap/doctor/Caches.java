package dev.holdfast.bootstrap.doctor;

import dev.holdfast.bootstrap.report.Findings;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * Whether something in between keeps session answers: then one user gets another's (checklist
 * 17.1).
 */
final class Caches {
  private static final String STEP = "caching";
  private static final List<String> TELLING =
      List.of("x-cache", "cf-cache-status", "x-vercel-cache", "x-cache-status", "x-proxy-cache");

  private final Place place;
  private final Outside outside;
  private final Findings findings;

  Caches(Place place, Outside outside, Findings findings) {
    this.place = place;
    this.outside = outside;
    this.findings = findings;
  }

  void look(String cookie, String email) {
    var url = place.api("/get-session");
    var first = outside.get(url, "cookie", cookie);
    var second = outside.get(url, "cookie", cookie);
    var stranger = outside.get(url);
    // No cache has an answer to a question that nobody ever asked.
    var unheard = URI.create(url + "?doctor=" + first.header("x-request-id").orElse("1"));
    var fresh = outside.get(unheard, "cookie", cookie);
    var mend =
        "let the cache pass %s through: never store what says Cache-Control: no-store"
            .formatted(place.url().basePath());
    if (stranger.body().contains(email)) {
      findings.fail(STEP, "somebody without a cookie is given the session of another", mend);
    } else if (fresh.body().contains(email) && !first.body().contains(email)) {
      findings.fail(STEP, "the holder of a session is given the answer of another", mend);
    } else if (hit(second) || hit(stranger)) {
      findings.fail(STEP, "the second answer came from a cache: " + signs(second), mend);
    } else if (same(first, second)) {
      findings.fail(STEP, "two answers carry one request id", mend);
    } else if (!first.header("cache-control").orElse("").contains("no-store")) {
      findings.warn(
          STEP,
          "Cache-Control is " + first.header("cache-control").orElse("missing") + ", not no-store",
          "let the proxy pass Cache-Control on unchanged");
    } else {
      findings.ok(STEP, "each answer comes from the server");
    }
  }

  private static boolean same(Answer one, Answer other) {
    var id = one.header("x-request-id");
    return id.isPresent() && id.equals(other.header("x-request-id"));
  }

  private static boolean hit(Answer answer) {
    boolean aged = answer.header("age").map(age -> !age.equals("0")).orElse(false);
    return aged || signs(answer).toUpperCase(Locale.ROOT).contains("HIT");
  }

  private static String signs(Answer answer) {
    var signs = new StringBuilder();
    for (var name : TELLING) {
      answer
          .header(name)
          .ifPresent(value -> signs.append(name).append(' ').append(value).append("; "));
    }
    answer.header("age").ifPresent(age -> signs.append("age ").append(age));
    return signs.toString();
  }
}
