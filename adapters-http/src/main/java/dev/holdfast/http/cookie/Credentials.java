package dev.holdfast.http.cookie;

import dev.holdfast.domain.platform.Reason;
import dev.holdfast.domain.secret.CookieSigner;
import dev.holdfast.domain.secret.CookieSigner.Signature;
import dev.holdfast.domain.session.SessionToken;
import dev.holdfast.http.Exchange;
import java.util.List;
import java.util.Optional;

/**
 * Reads the session token that a request presents, without asking any store (checklist 4.4). A
 * bearer token wins over the cookie; one that is not good is passed over, as if it were not there
 * (protocol endpoints, "bearer plugin"). A token in the query is never looked at.
 */
public final class Credentials {
  /** What a request presents. */
  public sealed interface Read {}

  /**
   * A token that this deployment has signed, or a bare one sent as bearer.
   *
   * @param resign signed by a previous secret: to be given out again, signed by the current one
   * @param dontRemember the browser was told to forget the session when it closes
   */
  public record Presented(SessionToken token, boolean resign, boolean dontRemember)
      implements Read {}

  public record Absent(Reason reason) implements Read {}

  private static final String BEARER = "bearer";

  private final CookieAttributes attributes;
  private final CookieSigner signer;

  public Credentials(CookieAttributes attributes, CookieSigner signer) {
    this.attributes = attributes;
    this.signer = signer;
  }

  public Read of(Exchange exchange) {
    return read(exchange.headers("cookie"), exchange.headers("authorization"));
  }

  /** The names of all cookies in these fields, in their order; no value. */
  public static List<String> names(List<String> cookieFields) {
    return List.copyOf(CookieHeader.parse(cookieFields).names());
  }

  /**
   * The same for fields that do not come from a request that is being answered.
   *
   * @param cookieFields all {@code Cookie} fields
   * @param authorizationFields all {@code Authorization} fields
   */
  public Read read(List<String> cookieFields, List<String> authorizationFields) {
    var cookies = CookieHeader.parse(cookieFields);
    boolean dontRemember = dontRemember(cookies);
    var bearer = bearer(authorizationFields, dontRemember);
    if (bearer.isPresent()) {
      CheckSteps.bearer();
      return bearer.get();
    }

    var name = attributes.name(SessionCookies.TOKEN);
    var value = cookies.value(name);
    CheckSteps.cookie(name, value.isPresent(), cookies.names());
    if (value.isEmpty()) return new Absent(whyMissing(cookies, name));
    var signed = SignedValue.parse(value.get());
    if (signed.isEmpty()) return new Absent(Reason.COOKIE_MALFORMED);
    var token = new SessionToken(signed.get().value());
    var signature = check(signed.get());
    CheckSteps.signature(signature, signed.get(), signer);
    return switch (signature) {
      case CURRENT -> new Presented(token, false, dontRemember);
      case PREVIOUS -> new Presented(token, true, dontRemember);
      case RETIRED -> new Absent(Reason.COOKIE_SIGNED_BY_RETIRED_SECRET);
      case INVALID -> new Absent(Reason.COOKIE_SIGNATURE_INVALID);
    };
  }

  /** Whether the browser carries the mark of a session that is not to be remembered. */
  boolean dontRemember(Exchange exchange) {
    return dontRemember(CookieHeader.parse(exchange.headers("cookie")));
  }

  private boolean dontRemember(CookieHeader cookies) {
    return cookies
        .value(attributes.name(SessionCookies.DONT_REMEMBER))
        .flatMap(SignedValue::parse)
        .map(this::check)
        .filter(found -> found == Signature.CURRENT || found == Signature.PREVIOUS)
        .isPresent();
  }

  /** A signed token has a dot; a bare one is taken as it is, for only its holder knows it. */
  private Optional<Presented> bearer(List<String> fields, boolean dontRemember) {
    if (fields.size() != 1) return Optional.empty();
    var parts = fields.getFirst().strip().split(" ", 2);
    if (parts.length < 2 || !parts[0].equalsIgnoreCase(BEARER)) return Optional.empty();
    var text = parts[1].strip();
    if (text.isEmpty() || text.contains(" ")) return Optional.empty();
    if (!text.contains(".")) {
      return Optional.of(new Presented(new SessionToken(text), false, dontRemember));
    }
    return SignedValue.parse(text.contains("%") ? CookieHeader.decode(text) : text)
        .filter(signed -> !signed.value().contains("."))
        .flatMap(signed -> accepted(signed, dontRemember));
  }

  private Optional<Presented> accepted(SignedValue signed, boolean dontRemember) {
    var token = new SessionToken(signed.value());
    return switch (check(signed)) {
      case CURRENT -> Optional.of(new Presented(token, false, dontRemember));
      case PREVIOUS -> Optional.of(new Presented(token, true, dontRemember));
      case RETIRED, INVALID -> Optional.empty();
    };
  }

  private Signature check(SignedValue signed) {
    return signer.check(signed.value(), signed.signature());
  }

  /** A session cookie under another name: another scheme's, or another prefix's. */
  private static Reason whyMissing(CookieHeader cookies, String name) {
    boolean other =
        cookies.names().stream()
            .anyMatch(one -> !one.equals(name) && one.endsWith("." + SessionCookies.TOKEN));
    return other ? Reason.COOKIE_NAME_MISMATCH : Reason.NO_CREDENTIALS;
  }
}
