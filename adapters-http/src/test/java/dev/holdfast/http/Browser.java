package dev.holdfast.http;

import dev.holdfast.http.json.Json;
import dev.holdfast.http.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keeps cookies between requests and says where it comes from, as a browser does. */
public final class Browser {
  private final Api api;
  private final Map<String, String> jar = new LinkedHashMap<>();

  Browser(Api api) {
    this.api = api;
  }

  /** The same cookies, brought to another instance. */
  public Browser at(Api other) {
    var browser = new Browser(other);
    browser.jar.putAll(jar);
    return browser;
  }

  public RawHttp.Answer get(String path, String... headers) {
    return keep(api.get(path, with(headers)));
  }

  public RawHttp.Answer post(String path, String body, String... headers) {
    return keep(api.post(path, body, with(headers)));
  }

  /** Empty when there is none: a browser sends no header then. */
  public Optional<String> cookieHeader() {
    if (jar.isEmpty()) return Optional.empty();
    return Optional.of(
        jar.entrySet().stream()
            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
            .collect(Collectors.joining("; ", "Cookie: ", "")));
  }

  public Browser put(String name, String value) {
    jar.put(name, value);
    return this;
  }

  public Optional<String> cookie(String name) {
    return Optional.ofNullable(jar.get(name));
  }

  /** The raw token of the session cookie. */
  public String token() {
    return cookie(Api.TOKEN_COOKIE).orElseThrow().split("\\.", 2)[0];
  }

  /** Whom the server takes this browser for; empty when it says {@code null}. */
  public Optional<String> email() {
    var answer = get("/get-session");
    if (answer.status() != 200) throw new IllegalStateException(answer.toString());
    return emailOf(answer);
  }

  public static Optional<String> emailOf(RawHttp.Answer answer) {
    if (!(Json.read(answer.body().getBytes(StandardCharsets.UTF_8)) instanceof JsonValue.Obj all)) {
      return Optional.empty();
    }
    return all.member("user")
        .map(user -> ((JsonValue.Obj) user).member("email").orElseThrow())
        .map(email -> ((JsonValue.Text) email).value());
  }

  public static List<String> setCookies(RawHttp.Answer answer) {
    return answer.all("set-cookie");
  }

  private String[] with(String... headers) {
    var all = new java.util.ArrayList<>(Arrays.asList(headers));
    cookieHeader().ifPresent(all::add);
    all.add("Origin: " + api.origin());
    return all.toArray(String[]::new);
  }

  private RawHttp.Answer keep(RawHttp.Answer answer) {
    for (String line : setCookies(answer)) {
      var pair = line.split(";", 2)[0].split("=", 2);
      if (line.contains("Max-Age=0;")) jar.remove(pair[0]);
      else jar.put(pair[0], pair[1]);
    }
    return answer;
  }
}
