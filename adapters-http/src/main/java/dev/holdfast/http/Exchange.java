package dev.holdfast.http;

import dev.holdfast.domain.platform.Reason;
import dev.holdfast.http.cookie.SetCookie;
import dev.holdfast.http.json.Body;
import dev.holdfast.http.json.Json;
import dev.holdfast.http.json.JsonObject;
import dev.holdfast.http.json.JsonValue;
import dev.holdfast.http.session.Caller;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. Cookies and headers are kept until the answer is given: a refusal
 * sends none of them, so that no error ever carries a cookie (checklist 5.8).
 */
public final class Exchange {
  private static final String EXPOSE = "access-control-expose-headers";

  private final Context context;
  private final Passage passage;
  private final boolean tellReasons;
  private final boolean managementPort;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Set<String> exposed = new TreeSet<>(); // the reference names the token's last
  private final List<SetCookie> cookies = new ArrayList<>();
  private Body body = Body.NONE;
  private JsonValue.@Nullable Obj query;
  private @Nullable Caller caller;

  Exchange(Context context, Passage passage, boolean tellReasons, boolean managementPort) {
    this.context = context;
    this.passage = passage;
    this.tellReasons = tellReasons;
    this.managementPort = managementPort;
  }

  public RequestId id() {
    return passage.id();
  }

  /** In the reference's form; empty if unknown. */
  public String clientAddress() {
    return passage.clientAddress();
  }

  /** The address of the connection's other end, which may be a proxy. */
  public String peerAddress() {
    return context.req().getRemoteAddr();
  }

  /** The first field of this name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(context.req().getHeader(name));
  }

  public boolean hasHeader(String name) {
    return context.req().getHeader(name) != null;
  }

  /** All fields of this name. */
  public List<String> headers(String name) {
    return Collections.list(context.req().getHeaders(name));
  }

  /** A parameter of the path. */
  public String pathParameter(String name) {
    return context.pathParam(name);
  }

  /** The query: texts, and arrays of texts for names that stand more than once. */
  public JsonValue.Obj query() {
    if (query == null) {
      query = QueryString.parse(Optional.ofNullable(context.queryString()).orElse(""));
    }
    return query;
  }

  public Body body() {
    return body;
  }

  /**
   * Who calls, as the guard found.
   *
   * @throws IllegalStateException on a route that is open to anyone
   */
  public Caller caller() {
    if (caller == null) throw new IllegalStateException("the route needs no session");
    return caller;
  }

  /** Sent with the answer, unless it is a refusal. */
  public Exchange withHeader(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** As {@link #withHeader}, and pages of other origins may read it. */
  public Exchange withExposedHeader(String name, String value) {
    exposed.add(name);
    return withHeader(name, value);
  }

  /** Where the client should go; what a header cannot carry is escaped (checklist 15.4). */
  public Exchange withLocation(String url) {
    return withHeader("location", HeaderText.url(url));
  }

  /** Sent with the answer. A deletion takes back what was set before under the same name. */
  public Exchange withCookie(SetCookie cookie) {
    if (cookie.deletes() && cookies.removeIf(earlier -> earlier.replaces(cookie))) {
      headers.remove("set-auth-token");
      exposed.remove("set-auth-token");
    }
    cookies.add(cookie);
    return this;
  }

  /**
   * Why the request was refused or found nobody signed in: stands in the request's line, and in the
   * answer where the deployment wants it.
   */
  public void reason(Reason reason) {
    passage.reason().set(reason);
    if (tellReasons) context.header("x-auth-reason", reason.code());
  }

  /** 200 with this body: a {@link JsonObject}, a record, a list, or null. */
  public void answer(@Nullable Object view) {
    answer(200, view);
  }

  public void answer(int status, @Nullable Object view) {
    send(status, Json.write(view));
  }

  /** JSON that was written before. */
  public void answerBytes(int status, byte[] json) {
    send(status, json);
  }

  /** 204: the headers are the answer. */
  public void answerNothing() {
    send(204, new byte[0]);
    context.res().setContentType(null);
  }

  /** Something that is not JSON. */
  public void answerText(String contentType, byte[] text) {
    context.status(200).contentType(contentType).result(text);
  }

  /** Whether the request came by the port that is kept from the public; false without one. */
  public boolean cameByManagementPort() {
    return managementPort;
  }

  public void redirect(String url) {
    withLocation(url);
    send(302, new byte[0]);
  }

  /** An error; cookies and headers set so far are forgotten. */
  public void refuse(ApiError error, int status, String message) {
    refuse(error.name(), status, message);
  }

  void refuse(String code, int status, String message) {
    forget();
    send(status, Json.write(ApiError.body(message, code)));
  }

  /** The one error that carries cookies: a 401 that deletes those of a session that is gone. */
  public void refuseDeleting(ApiError error, List<SetCookie> deletions) {
    forget();
    cookies.addAll(deletions);
    send(error.status(), Json.write(error.body()));
  }

  /** A 401 that says how to come with credentials (RFC 9110 §11.6.1). */
  public void refuseChallenging(ApiError error, String challenge) {
    refuse(error, 401, error.message());
    context.header("www-authenticate", challenge);
  }

  /** Beside a refusal that says "later". */
  void retryAfter(long seconds) {
    context.header("retry-after", Long.toString(seconds));
  }

  /** The one value of a header that must not stand twice; a list of all if it does. */
  String onlyHeader(String name) {
    return String.join(", ", headers(name));
  }

  void entered(Route route, String pattern) {
    passage.route().set(pattern);
    route.headers().forEach(context::header);
  }

  void read(Body read) {
    body = read;
  }

  void admitted(Caller known) {
    caller = known;
  }

  private void forget() {
    headers.clear();
    exposed.clear();
    cookies.clear();
  }

  private void send(int status, byte[] json) {
    context.status(status).contentType("application/json").result(json);
    headers.forEach(context::header);
    for (SetCookie cookie : cookies) context.res().addHeader("Set-Cookie", cookie.line());
    if (!exposed.isEmpty()) {
      Set<String> names = new LinkedHashSet<>(exposed);
      var before = context.res().getHeader(EXPOSE);
      if (before != null) Collections.addAll(names, before.split(", ", -1));
      context.header(EXPOSE, String.join(", ", names));
    }
  }

  /** What a header may carry. */
  private static final class HeaderText {
    static String url(String url) {
      var text = new StringBuilder(url.length());
      for (byte b : url.getBytes(StandardCharsets.UTF_8)) {
        int c = b & 255;
        if (c > ' ' && c < 0x7f) text.append((char) c);
        else text.append('%').append("%02X".formatted(c));
      }
      return text.toString();
    }
  }
}
