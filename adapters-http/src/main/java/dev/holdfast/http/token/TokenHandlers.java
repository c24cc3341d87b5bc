package dev.holdfast.http.token;

import dev.holdfast.application.token.IssueToken;
import dev.holdfast.application.token.PublishKeys;
import dev.holdfast.http.Exchange;
import dev.holdfast.http.json.JsonObject;

/** Access tokens for who is signed in, and the keys to verify them with (protocol jwt-and-jwks). */
public final class TokenHandlers {
  /** Shorter than the time for which a later key is published before it signs. */
  public static final String JWKS_CACHING = "public, max-age=300";

  private final IssueToken issueToken;
  private final PublishKeys publishKeys;
  private volatile KeyDocument document = KeyDocument.EMPTY;

  public TokenHandlers(IssueToken issueToken, PublishKeys publishKeys) {
    this.issueToken = issueToken;
    this.publishKeys = publishKeys;
  }

  public void issue(Exchange exchange) {
    var caller = exchange.caller();
    var token = issueToken.execute(caller.user(), caller.session().endingBy(caller.tokensEnd()));
    exchange.answer(new JsonObject().put("token", token.value()));
  }

  public void keys(Exchange exchange) {
    var keys = publishKeys.execute();
    var known = document;
    if (!known.isOf(keys)) document = known = KeyDocument.of(keys);
    exchange.withHeader("cache-control", JWKS_CACHING).withHeader("etag", known.etag());
    if (exchange.headers("if-none-match").stream().anyMatch(known::matches)) {
      exchange.answerBytes(304, new byte[0]);
    } else {
      exchange.answerBytes(200, known.json());
    }
  }
}
