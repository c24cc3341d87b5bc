package dev.holdfast.http.cookie;

import dev.holdfast.domain.secret.CookieSigner;
import dev.holdfast.domain.secret.CookieSigner.Signature;
import dev.holdfast.domain.session.Session;
import dev.holdfast.http.Printable;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells each step of a session check, where {@code HOLDFAST_LOG_LEVEL=debug} asks for it. Names,
 * ids, moments and fingerprints; no value of a cookie, no token (checklist 16.4).
 */
public final class CheckSteps {
  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.http.check");
  private static final int MOST_NAMES = 10;

  private CheckSteps() {}

  static void bearer() {
    LOG.atDebug().addKeyValue("step", "credentials").addKeyValue("from", "bearer").log("check");
  }

  /** Whether the cookie that counts came, and what came that looks like one. */
  static void cookie(String name, boolean found, Set<String> came) {
    if (!LOG.isDebugEnabled()) return;
    var alike =
        came.stream()
            .filter(one -> one.endsWith(SessionCookies.TOKEN))
            .limit(MOST_NAMES)
            .map(Printable::origin)
            .collect(Collectors.joining(" "));
    LOG.atDebug()
        .addKeyValue("step", "credentials")
        .addKeyValue("from", "cookie")
        .addKeyValue("expected", name)
        .addKeyValue("found", found)
        .addKeyValue("session_cookies", alike)
        .addKeyValue("cookies", came.size())
        .log("check");
  }

  /** Whose signature it is: a secret is told by version and fingerprint. */
  static void signature(Signature verdict, SignedValue signed, CookieSigner signer) {
    if (!LOG.isDebugEnabled()) return;
    var secret = signer.madeBy(signed.value(), signed.signature());
    LOG.atDebug()
        .addKeyValue("step", "signature")
        .addKeyValue("verdict", verdict)
        .addKeyValue("made_by", secret.map(Object::toString).orElse("no secret of this deployment"))
        .log("check");
  }

  /** What the store said. */
  public static void lookup(String result) {
    LOG.atDebug().addKeyValue("step", "lookup").addKeyValue("result", result).log("check");
  }

  /** A session that counts: until when, and whether its end was moved. */
  public static void standing(Session session, String renewal) {
    if (!LOG.isDebugEnabled()) return;
    LOG.atDebug()
        .addKeyValue("step", "expiry")
        .addKeyValue("session", session.id().value())
        .addKeyValue("created_at", session.createdAt())
        .addKeyValue("updated_at", session.updatedAt())
        .addKeyValue("expires_at", session.expiresAt())
        .log("check");
    LOG.atDebug().addKeyValue("step", "renewal").addKeyValue("decision", renewal).log("check");
  }
}
