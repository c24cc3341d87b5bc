package dev.holdfast.bootstrap.doctor;

import dev.holdfast.bootstrap.report.Findings;
import dev.holdfast.http.json.Json;
import dev.holdfast.http.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A visit of a user who exists for it alone: sign-in, the cookie as it comes, the cookie's return,
 * a token, and whether something in between remembers answers.
 */
final class Visit {
  private final Place place;
  private final Outside outside;
  private final Inside inside;
  private final Findings findings;

  Visit(Place place, Outside outside, Inside inside, Findings findings) {
    this.place = place;
    this.outside = outside;
    this.inside = inside;
    this.findings = findings;
  }

  void look(Seen seen, @Nullable URI api) {
    var user = inside.borrowUser();
    if (user.isEmpty()) return;
    var email = Seen.text(user.get().answer(), "email");
    try {
      signIn(user.get(), email, seen)
          .ifPresent(
              cookie -> {
                comesBack(cookie, email);
                new Caches(place, outside, findings).look(cookie, email);
                new Tokens(place, outside, findings).look(cookie, seen, api);
              });
    } finally {
      remove(email);
    }
  }

  /** The cookie as a browser would send it back; empty if there is none. */
  private Optional<String> signIn(Seen user, String email, Seen seen) {
    var body =
        new JsonObject().put("email", email).put("password", Seen.text(user.answer(), "password"));
    var answer =
        outside.post(
            place.api("/sign-in/email"),
            new String(Json.write(body), StandardCharsets.UTF_8),
            "origin",
            place.url().origin());
    if (answer.status() != 200) {
      findings.fail(
          "sign-in",
          answer.inWords(),
          answer.status() == 403
              ? "BETTER_AUTH_URL must be the origin of the pages, or BETTER_AUTH_TRUSTED_ORIGINS"
                  + " name it"
              : "the log names why under request id " + answer.header("x-request-id").orElse("?"));
      return Optional.empty();
    }
    findings.ok("sign-in", "200 in %d ms".formatted(answer.took().toMillis()));
    return new CookieWatch(place, findings)
        .look(answer.headers("set-cookie"), seen.server("cookie"));
  }

  private void comesBack(String cookie, String email) {
    var answer = outside.get(place.api("/get-session"), "cookie", cookie);
    if (answer.status() == 200 && answer.body().contains(email)) {
      findings.ok("cookie return", "the session is found");
    } else {
      findings.fail(
          "cookie return",
          "the session is not found: "
              + answer.inWords()
              + (answer.body().equals("null") ? " null" : ""),
          "holdfast explain --request %s on the server's log says why"
              .formatted(answer.header("x-request-id").orElse("?")));
    }
  }

  private void remove(String email) {
    boolean removed = false;
    try {
      removed = inside.returnUser(email);
    } catch (UncheckedIOException lost) {
      // Said below.
    }
    if (removed) {
      findings.ok("removal", "the temporary user is gone, sessions included");
    } else {
      findings.fail("removal", email + " could not be removed", "remove it by hand, or ask again");
    }
  }
}
