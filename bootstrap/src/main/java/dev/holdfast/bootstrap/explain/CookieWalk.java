package dev.holdfast.bootstrap.explain;

import dev.holdfast.bootstrap.report.Findings;
import dev.holdfast.domain.platform.Reason;
import dev.holdfast.domain.session.SessionToken;
import dev.holdfast.http.cookie.CookieAttributes;
import dev.holdfast.http.cookie.Credentials;
import dev.holdfast.http.cookie.Credentials.Absent;
import dev.holdfast.http.cookie.Credentials.Presented;
import java.util.List;
import java.util.Optional;

/** The steps before any store is asked: name, form, signature (checklist 4.4). */
final class CookieWalk {
  static final String NAME = "cookie name";
  static final String FORM = "form";
  static final String SIGNATURE = "signature";

  private final Credentials credentials;
  private final String expected;
  private final Findings findings;

  CookieWalk(Credentials credentials, CookieAttributes attributes, Findings findings) {
    this.credentials = credentials;
    this.expected = attributes.name("session_token");
    this.findings = findings;
  }

  /** The token that the store is to be asked for; empty if the walk ended before. */
  Optional<SessionToken> cookies(String header) {
    return switch (credentials.read(List.of(header), List.of())) {
      case Presented presented -> {
        findings.ok(NAME, expected);
        findings.ok(FORM, "a value and a signature");
        signed(presented);
        yield Optional.of(presented.token());
      }
      case Absent(var reason) -> {
        refused(reason, header);
        yield Optional.empty();
      }
    };
  }

  /**
   * A session token sent as bearer: one that is not good is passed over, as if it were not there.
   */
  Optional<SessionToken> bearer(String token) {
    if (credentials.read(List.of(), List.of("Bearer " + token)) instanceof Presented presented) {
      if (token.contains(".")) signed(presented);
      else findings.ok(FORM, "a bare session token");
      return Optional.of(presented.token());
    }
    findings.fail(
        SIGNATURE,
        "no secret of this deployment made it, so that it is passed over: no_credentials",
        Mending.of(Reason.COOKIE_SIGNATURE_INVALID));
    return Optional.empty();
  }

  private void signed(Presented presented) {
    findings.ok(
        SIGNATURE,
        presented.resign()
            ? "made by a previous secret: accepted, and signed anew in the answer"
            : "made by the current secret");
  }

  private void refused(Reason reason, String header) {
    var names = Credentials.names(List.of(header));
    var came = names.isEmpty() ? "no cookie at all" : String.join(", ", names);
    switch (reason) {
      case NO_CREDENTIALS ->
          findings.fail(NAME, "expected " + expected + "; came: " + came, Mending.of(reason));
      case COOKIE_NAME_MISMATCH ->
          findings.fail(
              NAME,
              "expected %s; came: %s%s".formatted(expected, came, hint(names)),
              Mending.of(reason));
      case COOKIE_MALFORMED -> {
        findings.ok(NAME, expected);
        findings.fail(FORM, "no value with a signature behind a dot", Mending.of(reason));
      }
      default -> {
        findings.ok(NAME, expected);
        findings.ok(FORM, "a value and a signature");
        findings.fail(
            SIGNATURE,
            reason == Reason.COOKIE_SIGNED_BY_RETIRED_SECRET
                ? "made by a secret that HOLDFAST_RETIRED_SECRETS lists"
                : "made by none of the secrets that these settings name",
            Mending.of(reason));
      }
    }
  }

  private String hint(List<String> names) {
    var secure = "__Secure-";
    boolean dropped = expected.startsWith(secure);
    var other = dropped ? expected.substring(secure.length()) : secure + expected;
    if (!names.contains(other)) return "";
    return dropped
        ? " (the name of an http BETTER_AUTH_URL; this one is https)"
        : " (the name of an https BETTER_AUTH_URL; this one is http)";
  }
}
