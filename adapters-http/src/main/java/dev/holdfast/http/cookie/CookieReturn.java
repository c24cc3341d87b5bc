package dev.holdfast.http.cookie;

import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Reason;
import dev.holdfast.domain.platform.Uptime;
import dev.holdfast.domain.session.SessionToken;
import dev.holdfast.http.Exchange;
import dev.holdfast.http.HttpEvent;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Notices browsers that sign in and come back without their cookie (decisions, last point; ADR 28).
 * It alarms if no token of a client was presented within 60 s of its sign-in, while the same client
 * (address and user agent) made two session checks without a cookie. One of a few thousand clients
 * is forgotten for each new one; a client whose address is unknown is not watched.
 */
public final class CookieReturn {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  static final int CHECKS = 2;
  static final int MOST_CLIENTS = 4_096;

  /** Of one client; who signs in more often within a minute is no person. */
  private static final int MOST_TOKENS = 16;

  /** Runs something later; need not be punctual, and may leave it out when the server stops. */
  @FunctionalInterface
  public interface Later {
    void after(Duration delay, Runnable work);
  }

  /** Who it is, as far as anybody can tell. The agent's text itself is not kept. */
  record Client(String address, int agent) {}

  private final CookieAttributes attributes;
  private final Events events;
  private final Uptime uptime;
  private final Later later;

  /** In the order of their sign-ins; guarded by itself. */
  private final Map<Client, Waiting> clients = new LinkedHashMap<>();

  /** By hash codes: two tokens of one code only spare somebody an alarm. */
  private final Map<Integer, Waiting> tokens = new ConcurrentHashMap<>();

  public CookieReturn(CookieAttributes attributes, Events events, Uptime uptime, Later later) {
    this.attributes = attributes;
    this.events = events;
    this.uptime = uptime;
    this.later = later;
  }

  /** A token was given out as a cookie. */
  void issued(Exchange exchange, SessionToken token) {
    var client = clientOf(exchange);
    if (client != null) issued(client, RequestShape.of(exchange), token);
  }

  void issued(Client client, RequestShape shape, SessionToken token) {
    synchronized (clients) {
      judge();
      var waiting = clients.get(client);
      if (waiting == null) {
        if (clients.size() >= MOST_CLIENTS) forget(clients.values().iterator());
        waiting = new Waiting(client, shape, uptime.nanos());
        clients.put(client, waiting);
      }
      if (waiting.tokens.size() >= MOST_TOKENS) return;
      waiting.tokens.add(code(token));
      tokens.put(code(token), waiting);
    }
  }

  /** A token came with a request. Costs next to nothing while nobody is waited for. */
  public void presented(SessionToken token) {
    if (tokens.isEmpty()) return;
    var waiting = tokens.get(code(token));
    if (waiting == null) return;
    synchronized (clients) {
      remove(waiting);
    }
  }

  /** A session check came without the cookie that counts. */
  public void missing(Exchange exchange, Reason reason) {
    if (tokens.isEmpty()) return;
    var client = clientOf(exchange);
    if (client != null) missing(client, RequestShape.of(exchange), reason);
  }

  void missing(Client client, RequestShape shape, Reason reason) {
    synchronized (clients) {
      judge();
      var waiting = clients.get(client);
      if (waiting == null) return;
      waiting.otherName |= reason == Reason.COOKIE_NAME_MISMATCH;
      waiting.lastCheck = shape;
      waiting.checks++;
      if (waiting.checks == CHECKS) later.after(left(waiting), this::sweep);
    }
  }

  /** Judges those whose time is over. */
  void sweep() {
    synchronized (clients) {
      judge();
    }
  }

  /** How many clients are waited for. */
  int waiting() {
    synchronized (clients) {
      return clients.size();
    }
  }

  private void judge() {
    var oldest = clients.values().iterator();
    while (oldest.hasNext()) {
      var waiting = oldest.next();
      if (!left(waiting).isZero()) return;
      oldest.remove();
      waiting.tokens.forEach(tokens::remove);
      if (waiting.checks >= CHECKS) alarm(waiting);
    }
  }

  private void alarm(Waiting waiting) {
    events.publish(
        new HttpEvent.CookieNotReturned(
            cause(waiting),
            waiting.signIn.host(),
            waiting.signIn.origin(),
            waiting.signIn.site(),
            attributes.name(SessionCookies.TOKEN),
            waiting.checks));
  }

  /** From the surest to the least sure. */
  private ReturnCause cause(Waiting waiting) {
    var signIn = waiting.signIn;
    var check = waiting.lastCheck;
    var domain = attributes.domain();
    if (waiting.otherName) return ReturnCause.OTHER_NAME;
    if (attributes.secure() && signIn.isPageOverHttp() && !signIn.isLoopback()) {
      return ReturnCause.HTTP_HOP;
    }
    if (domain != null && !signIn.isWithin(domain)) return ReturnCause.DOMAIN_NO_SUFFIX;
    if (signIn.isCrossSite()) {
      return attributes.sameSite() == CookieAttributes.SameSite.NONE
          ? ReturnCause.THIRD_PARTY
          : ReturnCause.CROSS_SITE;
    }
    boolean elsewhere = check != null && !check.host().equals(signIn.host());
    return elsewhere ? ReturnCause.OTHER_HOST : ReturnCause.NOT_TOLD;
  }

  private void forget(Iterator<Waiting> eldest) {
    var gone = eldest.next();
    eldest.remove();
    gone.tokens.forEach(tokens::remove);
  }

  private void remove(Waiting waiting) {
    clients.remove(waiting.client, waiting);
    waiting.tokens.forEach(tokens::remove);
  }

  private Duration left(Waiting waiting) {
    long passed = uptime.nanos() - waiting.since;
    return passed >= PATIENCE.toNanos() ? Duration.ZERO : PATIENCE.minusNanos(passed);
  }

  private static @Nullable Client clientOf(Exchange exchange) {
    var address = exchange.clientAddress();
    if (address.isEmpty()) return null;
    return new Client(address, exchange.header("user-agent").orElse("").hashCode());
  }

  private static int code(SessionToken token) {
    return token.value().hashCode();
  }

  /** A client that has not presented any of its tokens yet. */
  private static final class Waiting {
    private final Client client;
    private final RequestShape signIn;
    private final long since;
    private final Set<Integer> tokens = new HashSet<>();
    private @Nullable RequestShape lastCheck;
    private boolean otherName;
    private int checks;

    private Waiting(Client client, RequestShape signIn, long since) {
      this.client = client;
      this.signIn = signIn;
      this.since = since;
    }
  }
}
